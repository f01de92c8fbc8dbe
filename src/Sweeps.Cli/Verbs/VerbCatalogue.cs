namespace Sweeps.Cli.Verbs;

/// <summary>All verbs: a new one needs its file and its entry here.</summary>
internal static class VerbCatalogue
{
    /// <summary>In the order of the help: by group, and what is used most comes first in each.</summary>
    public static IReadOnlyList<Verb> All { get; } =
    [
        RunVerb.Descriptor,
        PlanVerb.Descriptor,
        StatusVerb.Descriptor,
        MergeVerb.Descriptor,
        SubmitVerb.Descriptor,
        SummaryVerb.Descriptor,
        ShowVerb.Descriptor,
        ReportVerb.Descriptor,
        PlotVerb.Descriptor,
        ExportVerb.Descriptor,
        QueryVerb.Descriptor,
        SampleVerb.Descriptor,
        CheckVerb.Descriptor,
        RerunVerb.Descriptor,
        VerifyVerb.Descriptor,
        DiffVerb.Descriptor,
        DigestVerb.Descriptor,
        GradcheckVerb.Descriptor,
        ActivationsVerb.Descriptor,
        HandlersVerb.Descriptor,
        DatasetsVerb.Descriptor,
        EnginesVerb.Descriptor,
        SchemaVerb.Descriptor,
        HelpVerb.Descriptor,
        ConfigVerb.Descriptor,
        VersionVerb.Descriptor,
        CompletionVerb.Descriptor,
    ];
}
