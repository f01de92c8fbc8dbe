using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sweeps.Core.Handlers;

/// <summary>Decides whether two definitions of a handler give the same rows.</summary>
internal static class HandlerSignature
{
    public static string Of(IHandlerKind kind, HandlerOptions options, HandlerSchedule schedule) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(kind, options, schedule))))[..16];

    /// <summary>Whether two sets of options mean the same.</summary>
    public static bool Same(IHandlerKind kind, HandlerOptions left, HandlerOptions right) =>
        string.Equals(Text(kind, left, HandlerSchedule.Always), Text(kind, right, HandlerSchedule.Always), StringComparison.Ordinal);

    /// <summary>The text that is hashed, with one line per setting. Numbers round-trip, and lists whose order has no meaning are sorted.</summary>
    internal static string Text(IHandlerKind kind, HandlerOptions options, HandlerSchedule schedule)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"kind {kind.Name} {kind.Revision}\n");
        foreach (var option in kind.Options.Where(option => !option.SilentAtDefault || !string.Equals(Text(options.Values[option.Name]), Text(option.Default), StringComparison.Ordinal)).OrderBy(option => option.Name, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"option {option.Name} {Text(options.Values[option.Name])}\n");
        text.Append(CultureInfo.InvariantCulture, $"every {schedule.Every} first {schedule.First} last {schedule.Last} at {string.Join(' ', schedule.At.Distinct().Order())}\n");
        return text.ToString();
    }

    private static string Text(object value) => value switch
    {
        double number => Text(number),
        int integer => integer.ToString(CultureInfo.InvariantCulture),
        bool on => on ? "true" : "false",
        string name => name,
        double[] numbers => string.Join(' ', numbers.Select(Text)),
        string[] names => string.Join(' ', names.Order(StringComparer.Ordinal)),
        _ => throw new ArgumentException($"An option cannot hold a {value.GetType().Name}.", nameof(value)),
    };

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
