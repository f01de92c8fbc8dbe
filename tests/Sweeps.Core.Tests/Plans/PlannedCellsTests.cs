using Sweeps.Core.Plans;
using Sweeps.Core.Tests.Definitions;

namespace Sweeps.Core.Tests.Plans;

public sealed class PlannedCellsTests
{
    [Fact]
    public void A_cell_by_its_place_is_the_one_of_the_enumeration()
    {
        var plan = Reader.Plan("name: x\ngrid: { activation: [tanh, relu], gain: [1, 2], scheme: [normal, kaiming_normal] }\nzip: [ { lr: [0.1, 0.2, 0.3], context: [1, 2, 3] } ]\ninclude: [ { depth: 1 }, { seed: 4 } ]\nwhere: lr != 0.2 or depth == 1");
        var cells = plan.Cells().ToList();
        var list = new PlannedCells(plan);
        Assert.Equal(cells.Count, list.Count);
        Assert.Equal(plan.CellCount, list.Count);
        for (var i = 0; i < cells.Count; i++)
        {
            Assert.Equal(cells[i].Parameters, list[i].Parameters);
            Assert.Equal(cells[i], list[i] with { Parameters = cells[i].Parameters });
        }

        Assert.Equal(cells.Select(cell => cell.Run), list.Select(cell => cell.Run));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.At(plan.Size));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.At(-1));
    }
}
