namespace Tracker.Domain.Items;

/// <summary>
/// A target as leaders wrote it, kept as text, with an earliest and a latest day where there are any
/// (docs/domain.md, Targets).
/// </summary>
/// <param name="Text">As written: "by the end of the year", "after the signing of the RCEP".</param>
/// <param name="Latest">The last day that still keeps it; overdue begins the day after. Null where the words set none.</param>
/// <param name="Aim">The stage it is for; null for the first Delivered stage of the kind, or Adopted for a plan.</param>
public sealed record TargetDate(string Text, DateOnly? Earliest = null, DateOnly? Latest = null, Stage? Aim = null)
{
    /// <summary>The stage that the target is for.</summary>
    public Stage AimIn(Lifecycle lifecycle) =>
        Aim ?? (lifecycle == Lifecycle.Plan ? Stage.Adopted : lifecycle.FirstDelivered);

    /// <summary>What is against the target in a kind's life; empty where it can be set.</summary>
    public IReadOnlyList<Refusal> ObjectionsIn(Lifecycle lifecycle)
    {
        List<Refusal> refusals = [.. Objections()];
        if (lifecycle.OrderOf(AimIn(lifecycle)) is null)
        {
            refusals.Add(new("target.stage", $"A {lifecycle.Name} has no stage “{AimIn(lifecycle).Name()}” to aim at.", "TargetAim"));
        }

        return refusals;
    }

    /// <summary>What is against its words and days, whatever it is for.</summary>
    internal IReadOnlyList<Refusal> Objections()
    {
        List<Refusal> refusals = [];
        if (Texts.IsBlank(Text) || Text.Length > 200)
        {
            refusals.Add(new("target.text", "Enter the target as it is written, in at most 200 characters.", "TargetText"));
        }

        if (Earliest > Latest)
        {
            refusals.Add(new("target.days", "The earliest day of the target lies after its latest day.", "TargetLatest"));
        }

        return refusals;
    }
}

/// <summary>A target that was set, with the day from which it holds.</summary>
/// <param name="Entry">Sequence of the entry that set it.</param>
/// <param name="Reason">Why an earlier target for the same stage was revised; null for the first one.</param>
/// <param name="Named">The first leaders' document among the sources of that entry; null where it has none.</param>
public sealed record TargetSet(TargetDate Target, Stage Aim, DateOnly On, string? Reason, int Entry, Evidence? Named = null);

/// <summary>What the calendar says; computed from the target and the stage, typed by nobody (docs/domain.md, Schedule).</summary>
public enum Schedule
{
    NoDate,
    Upcoming,
    Due,
    Overdue,
    MetOnTime,
    MetLate,

    /// <summary>No longer running with an unmet target: shown as "–".</summary>
    NotApplicable,
}

/// <summary>The days that change figures by passing.</summary>
/// <param name="ReportingCycle">Days for which an outlook and a report are recent.</param>
/// <param name="DueWindow">Days before a target's latest day from which it reads as due.</param>
public sealed record ReportingRules(int ReportingCycle = 180, int DueWindow = 60)
{
    /// <summary>180 and 60 days.</summary>
    public static ReportingRules Default { get; } = new();

    /// <summary>The first day whose reports still count as recent on <paramref name="day"/>.</summary>
    public DateOnly RecentFrom(DateOnly day) => Moved(day, -ReportingCycle);

    /// <summary>The last day of a target that reads as due on <paramref name="day"/>.</summary>
    public DateOnly DueUntil(DateOnly day) => Moved(day, DueWindow);

    /// <summary>So many days later, or earlier, within the calendar: its first and last day have no neighbour.</summary>
    internal static DateOnly Moved(DateOnly day, int days) =>
        DateOnly.FromDayNumber(Math.Clamp(day.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));
}
