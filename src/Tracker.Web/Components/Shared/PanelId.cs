namespace Tracker.Web.Components.Shared;

/// <summary>Ids for panels that a button opens; unique in the process, so on any page.</summary>
internal static class PanelId
{
    private static long last;

    public static string Next() => $"panel-{Interlocked.Increment(ref last)}";
}
