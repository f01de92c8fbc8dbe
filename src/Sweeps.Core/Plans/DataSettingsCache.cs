using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions;
using Sweeps.Core.Parameters;

namespace Sweeps.Core.Plans;

/// <summary>Creates data settings once for consecutive cells with the same values.</summary>
internal sealed class DataSettingsCache(ParameterSet parameters)
{
    private readonly object[] _values = new object[parameters.Dataset.All.Count + parameters.Dataset.Later.Count];
    private DataSettings? _settings;
    private int _version;

    public DataSettings Of(ExpandedCell cell)
    {
        if (cell.Version == _version)
            return _settings!;
        _version = cell.Version;
        return Of(cell.Values);
    }

    public DataSettings Of(CellValues cell)
    {
        var same = _settings is not null;
        for (var i = 0; i < _values.Length; i++)
        {
            var value = cell[i < parameters.Dataset.All.Count ? parameters.Dataset.All[i] : parameters.Dataset.Later[i - parameters.Dataset.All.Count]];
            same &= ReferenceEquals(value, _values[i]);
            _values[i] = value;
        }

        return same ? _settings! : _settings = CellRules.DataOf(cell);
    }
}
