using System.Text.Json.Serialization;

namespace Sweeps.Core.Store;

/// <summary>How the files of a sweep's folder that hold records are written and read; made when the program is compiled.</summary>
[JsonSerializable(typeof(FinalCommit.Marker))]
[JsonSerializable(typeof(LockOwner))]
internal sealed partial class StoreJson : JsonSerializerContext;
