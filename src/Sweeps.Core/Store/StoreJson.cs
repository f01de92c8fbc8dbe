using System.Text.Json.Serialization;

namespace Sweeps.Core.Store;

/// <summary>The JSON serialization of records in a sweep's folder, generated at compile time.</summary>
[JsonSerializable(typeof(FinalCommit.Marker))]
[JsonSerializable(typeof(LockOwner))]
internal sealed partial class StoreJson : JsonSerializerContext;
