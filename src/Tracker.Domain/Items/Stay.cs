namespace Tracker.Domain.Items;

/// <summary>An item stood at one stage from a day until it left it (docs/domain.md, Stays).</summary>
/// <param name="Stage">Null for "Stage not stated".</param>
/// <param name="LeftOn">The first day on which it no longer stood there; null while it does.</param>
public readonly record struct Stay(Stage? Stage, DateOnly From, DateOnly? LeftOn)
{
    /// <summary>Whole days from the first one until it left, that day not included; until the day shown where it has not left.</summary>
    public int DaysOn(DateOnly day) => (LeftOn ?? day).DayNumber - From.DayNumber;

    /// <summary>The stays of an item up to a day, in their order; days with one stage that follow each other are one stay.</summary>
    /// <param name="spans">In the order of their days.</param>
    /// <remarks>A stage that was passed over holds on no day, so that it has no stay. On hold is a stay of its own.</remarks>
    /// <example>At Proposed from 1 to 3 May and at Agreed since 4 May: as of 6 May 3 days and, so far, 2 days.</example>
    public static void AddTo(List<Stay> stays, ReadOnlySpan<Facets> spans, DateOnly day)
    {
        foreach (ref readonly var span in spans)
        {
            if (span.From > day)
            {
                return;
            }

            if (stays.Count > 0 && stays[^1].LeftOn is null)
            {
                if (stays[^1].Stage == span.Stage)
                {
                    continue;
                }

                stays[^1] = stays[^1] with { LeftOn = span.From };
            }

            stays.Add(new(span.Stage, span.From, null));
        }
    }

    /// <summary>The one in the middle; of an even number the whole day below the middle between the two. Null of none.</summary>
    public static int? Median(List<int> days)
    {
        if (days.Count == 0)
        {
            return null;
        }

        days.Sort();
        return (days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2;
    }
}
