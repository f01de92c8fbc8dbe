using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Sweeps.Core.Handlers;
using Sweeps.Parquet;

namespace Sweeps.Core.Tests.Handlers;

/// <summary>Writes small plugin assemblies with one planted property each.</summary>
internal static class PluginFactory
{
    /// <summary>An assembly with a public kind per name. A kind has no options and one column, and its constructor throws if asked.</summary>
    public static string Write(string folder, string[] names, bool throwInConstructor = false, string column = "value")
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Planted"), typeof(object).Assembly);
        var module = assembly.DefineDynamicModule("Planted");
        for (var i = 0; i < names.Length; i++)
            DefineKind(module, $"Kind{i}", names[i], throwInConstructor, column);
        // Refers to Sweeps.Core even without a kind.
        var holder = module.DefineType("Holder", TypeAttributes.Public);
        holder.DefineField("Kind", typeof(IHandlerKind), FieldAttributes.Public);
        holder.CreateType();
        var path = Path.Combine(folder, "Planted.dll");
        assembly.Save(path);
        return path;
    }

    /// <summary>Makes an assembly refer to another version of Sweeps.Core.</summary>
    public static void RequireCore(string path, Version version)
    {
        var bytes = File.ReadAllBytes(path);
        using (var pe = new PEReader(new MemoryStream(bytes)))
        {
            var metadata = pe.GetMetadataReader();
            var table = pe.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef);
            foreach (var handle in metadata.AssemblyReferences)
            {
                if (metadata.GetString(metadata.GetAssemblyReference(handle).Name) is not "Sweeps.Core")
                    continue;
                var row = table + ((metadata.GetRowNumber(handle) - 1) * metadata.GetTableRowSize(TableIndex.AssemblyRef));
                BitConverter.TryWriteBytes(bytes.AsSpan(row), (ushort)version.Major);
                BitConverter.TryWriteBytes(bytes.AsSpan(row + 2), (ushort)version.Minor);
            }
        }

        File.WriteAllBytes(path, bytes);
    }

    private static void DefineKind(ModuleBuilder module, string typeName, string name, bool throwInConstructor, string column)
    {
        var type = module.DefineType(typeName, TypeAttributes.Public, typeof(object), [typeof(IHandlerKind)]);
        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, []).GetILGenerator();
        constructor.Emit(OpCodes.Ldarg_0);
        constructor.Emit(OpCodes.Call, typeof(object).GetConstructor([])!);
        if (throwInConstructor)
        {
            constructor.Emit(OpCodes.Ldstr, "planted");
            constructor.Emit(OpCodes.Newobj, typeof(InvalidOperationException).GetConstructor([typeof(string)])!);
            constructor.Emit(OpCodes.Throw);
        }

        constructor.Emit(OpCodes.Ret);
        Implement(type, "get_Name", il => il.Emit(OpCodes.Ldstr, name));
        Implement(type, "get_Summary", il => il.Emit(OpCodes.Ldstr, "Planted."));
        Implement(type, "get_Options", il => il.Emit(OpCodes.Call, typeof(Array).GetMethod("Empty")!.MakeGenericMethod(typeof(HandlerOption))));
        Implement(type, "Columns", il =>
        {
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Newarr, typeof(ColumnSchema));
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Ldstr, column);
            il.Emit(OpCodes.Ldc_I4, (int)ColumnType.Double);
            il.Emit(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Newobj, typeof(ColumnSchema).GetConstructor([typeof(string), typeof(ColumnType), typeof(bool)])!);
            il.Emit(OpCodes.Stelem_Ref);
        });
        Implement(type, "Create", il => il.Emit(OpCodes.Ldnull));
        type.CreateType();
    }

    private static void Implement(TypeBuilder type, string method, Action<ILGenerator> body)
    {
        var declared = typeof(IHandlerKind).GetMethod(method)!;
        var builder = type.DefineMethod(
            method, MethodAttributes.Public | MethodAttributes.Virtual, declared.ReturnType, [.. declared.GetParameters().Select(parameter => parameter.ParameterType)]);
        var il = builder.GetILGenerator();
        body(il);
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(builder, declared);
    }
}
