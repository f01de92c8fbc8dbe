using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Sweeps.Core.Handlers;
using Sweeps.Tables;

namespace Sweeps.Core.Tests.Handlers;

/// <summary>Writes small plugin assemblies with one planted property each.</summary>
internal static class PluginFactory
{
    /// <summary>An assembly with a public kind per name. A kind has no options and one column.</summary>
    /// <param name="needing">An assembly that is not there, with the base of one more class.</param>
    /// <param name="throwing">What of the first kind throws: a method of <see cref="IHandlerKind"/>, <c>.ctor</c> or <c>.cctor</c>; null for nothing.</param>
    public static string Write(string folder, string[] names, string? throwing = null, string column = "value", string? needing = null)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Planted"), typeof(object).Assembly);
        var module = assembly.DefineDynamicModule("Planted");
        for (var i = 0; i < names.Length; i++)
            DefineKind(module, $"Kind{i}", names[i], i == 0 ? throwing : null, column);
        // Refers to Sweeps.Core even without a kind.
        var holder = module.DefineType("Holder", TypeAttributes.Public);
        holder.DefineField("Kind", typeof(IHandlerKind), FieldAttributes.Public);
        holder.CreateType();
        if (needing is not null)
            module.DefineType("Derived", TypeAttributes.Public, BaseIn(needing)).CreateType();
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

    private static void DefineKind(ModuleBuilder module, string typeName, string name, string? throwing, string column)
    {
        var type = module.DefineType(typeName, TypeAttributes.Public, typeof(object), [typeof(IHandlerKind)]);
        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, []).GetILGenerator();
        constructor.Emit(OpCodes.Ldarg_0);
        constructor.Emit(OpCodes.Call, typeof(object).GetConstructor([])!);
        if (throwing is ".ctor")
            Throw(constructor);
        constructor.Emit(OpCodes.Ret);
        if (throwing is ".cctor")
        {
            // The framework may run it late if nothing reads a field.
            type.DefineField("Known", typeof(int), FieldAttributes.Public | FieldAttributes.Static);
            Throw(type.DefineTypeInitializer().GetILGenerator());
        }

        void Implement(TypeBuilder kind, string method, Action<ILGenerator> body) =>
            PluginFactory.Implement(kind, method, string.Equals(method, throwing, StringComparison.Ordinal) ? Throw : body);

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

    private static Type BaseIn(string assemblyName)
    {
        var module = new PersistedAssemblyBuilder(new AssemblyName(assemblyName), typeof(object).Assembly).DefineDynamicModule(assemblyName);
        var type = module.DefineType("Base", TypeAttributes.Public, typeof(object));
        type.DefineDefaultConstructor(MethodAttributes.Public);
        return type.CreateType();
    }

    private static void Throw(ILGenerator to)
    {
        to.Emit(OpCodes.Ldstr, "planted");
        to.Emit(OpCodes.Newobj, typeof(InvalidOperationException).GetConstructor([typeof(string)])!);
        to.Emit(OpCodes.Throw);
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
