namespace Tracker.Domain.Items;

/// <summary>What changed of an item on a day (docs/domain.md, What changed); of one day it can be several.</summary>
[Flags]
public enum ChangeKinds
{
    None = 0,

    /// <summary>It came into the register.</summary>
    New = 1 << 0,

    /// <summary>It moved to a stage of a phase that runs.</summary>
    Stage = 1 << 1,

    /// <summary>It moved to a stage at which it no longer runs.</summary>
    Ended = 1 << 2,

    /// <summary>It was rated otherwise than before.</summary>
    Outlook = 1 << 3,

    /// <summary>Another target is in force: a revised one, a first one, one for another stage, or none any more.</summary>
    Target = 1 << 4,

    /// <summary>The latest day of its target passed without the stage it is for.</summary>
    TargetPassed = 1 << 5,

    /// <summary>Its figure changed within its stage.</summary>
    Progress = 1 << 6,

    /// <summary>Somebody confirmed or contested the stage, or took that back.</summary>
    Assurance = 1 << 7,

    /// <summary>Its title, nature, pillar or leads changed.</summary>
    Revision = 1 << 8,

    /// <summary>It was reported, and nothing of the above changed.</summary>
    Report = 1 << 9,

    /// <summary>Nobody did anything: a rating or a report grew old, or a target came near.</summary>
    Aged = 1 << 10,

    /// <summary>It counts otherwise because another item does, or it came to be looked at, or is no more.</summary>
    Counting = 1 << 11,
}

/// <summary>What changed of an item on one day, and which figures it entered and left by that.</summary>
/// <param name="Place">The place of the span that holds on the day.</param>
/// <param name="Entered">The figures that count it on the day and did not on the day before; one bit each in the order of <see cref="Figure.All"/>.</param>
/// <param name="Left">The figures that counted it on the day before and no longer do.</param>
public readonly record struct Change(int Place, DateOnly On, ChangeKinds Kinds, ulong Entered, ulong Left)
{
    // What most likely made a figure count an item, the likeliest first; of any other figure it is the order of the kinds.
    private static readonly (Figure[] Figures, ChangeKinds[] Kinds)[] Likely =
    [
        ([Figure.Overdue, Figure.DueNext], [ChangeKinds.New, ChangeKinds.TargetPassed, ChangeKinds.Ended, ChangeKinds.Target]),
        ([Figure.AtRisk, Figure.OffTrack, Figure.AtRiskOrOffTrack], [ChangeKinds.New, ChangeKinds.Ended, ChangeKinds.Outlook]),
        ([Figure.NoLead, Figure.Continuing, Figure.Positions, Figure.Proposals, Figure.References], [ChangeKinds.New, ChangeKinds.Revision]),
    ];

    private static readonly ChangeKinds[][] Order = [.. Figure.All.Select(OrderOf)];

    /// <summary>The figures that the item entered, by one of the kinds of change of that day.</summary>
    public ulong EnteredBy(ChangeKinds kind) => Borne(Entered, kind);

    /// <summary>The figures that the item left, by one of the kinds of change of that day.</summary>
    public ulong LeftBy(ChangeKinds kind) => Borne(Left, kind);

    /// <summary>Each figure is borne by one kind of change alone, so that those of all lines add up.</summary>
    private ulong Borne(ulong figures, ChangeKinds kind)
    {
        var borne = 0ul;
        for (var rest = figures; rest != 0; rest &= rest - 1)
        {
            var n = System.Numerics.BitOperations.TrailingZeroCount(rest);
            foreach (var likely in Order[n])
            {
                if ((Kinds & likely) != 0)
                {
                    borne |= likely == kind ? 1ul << n : 0;
                    break;
                }
            }
        }

        return borne;
    }

    private static ChangeKinds[] OrderOf(Figure figure) =>
        [.. Likely.Where(l => l.Figures.Contains(figure)).SelectMany(l => l.Kinds).Concat(Enum.GetValues<ChangeKinds>().Where(k => k != ChangeKinds.None)).Distinct()];
}

/// <summary>The days between which changes are asked for, with the rules in force on each of them.</summary>
/// <remarks>Days after <see cref="From"/> up to <see cref="To"/>: the day of a cut-off belongs to the time before it.</remarks>
public sealed class ChangePeriod
{
    private readonly FigureDays?[] _figureDays;
    private readonly Func<DateOnly, ReportingRules> _rulesOn;

    /// <param name="rulesChange">The days on which other rules come into force.</param>
    /// <exception cref="ArgumentException">The first day lies after the last.</exception>
    public ChangePeriod(DateOnly from, DateOnly to, Func<DateOnly, ReportingRules> rulesOn, IEnumerable<DateOnly> rulesChange)
    {
        if (from > to)
        {
            throw new ArgumentException("The first day lies after the last.", nameof(from));
        }

        (From, To, _rulesOn) = (from, to, rulesOn);
        _figureDays = new FigureDays?[to.DayNumber - from.DayNumber + 1];
        RulesChange = [.. rulesChange.Where(d => d > from && d <= to)];
    }

    public DateOnly From { get; }

    public DateOnly To { get; }

    internal IReadOnlyList<DateOnly> RulesChange { get; }

    internal ReportingRules RulesOn(DateOnly day) => _rulesOn(day);

    /// <summary>The figures that count a span on a day of the period, its first day included; one bit each in the order of <see cref="Figure.All"/>.</summary>
    public ulong FiguresOn(ref Facets span, DateOnly day) => Figure.AllThatCount(ref span, FigureDaysOf(day));

    private FigureDays FigureDaysOf(DateOnly day) => _figureDays[day.DayNumber - From.DayNumber] ??= FigureDays.Of(day, RulesOn(day));
}

/// <summary>What changed of an item between two days, read from its spans (docs/domain.md, What changed).</summary>
/// <remarks>
/// What an item enters and leaves from day to day adds up to the difference of the two days, for every figure: that is
/// why the lines of a report explain it.
/// </remarks>
public static class ItemChanges
{
    /// <summary>Adds what changed of an item, in the order of the days.</summary>
    /// <param name="spans">The item's spans in the order of their days.</param>
    /// <param name="scope">The days on which the item is looked at; null for all days.</param>
    /// <param name="isIn">Only while it belongs to such a pillar; null for any.</param>
    public static void AddTo(List<Change> changes, Facets[] spans, ChangePeriod period, IReadOnlyList<DayRange>? scope = null, Func<Pillar, bool>? isIn = null)
    {
        for (var place = 0; place < spans.Length; place++)
        {
            ref var span = ref spans[place];
            if (span.Until <= period.From || span.From > period.To)
            {
                continue;
            }

            if (span.From > period.From && Begun(spans, place, period, scope, isIn) is { } begun)
            {
                changes.Add(begun);
            }

            foreach (var day in DaysOfItself(ref span, period, scope))
            {
                if (Passed(ref span, place, day, period, scope, isIn) is { } passed)
                {
                    changes.Add(passed);
                }
            }
        }
    }

    /// <summary>What changed with the first day of a span.</summary>
    private static Change? Begun(Facets[] spans, int place, ChangePeriod period, IReadOnlyList<DayRange>? scope, Func<Pillar, bool>? isIn)
    {
        ref var span = ref spans[place];
        var on = span.From;
        var after = FiguresOn(ref span, on, period, scope, isIn, out var isLookedAt);
        if (place == 0 || spans[place - 1].Until != on)
        {
            return isLookedAt ? new(place, on, ChangeKinds.New, after, 0) : null;
        }

        ref var former = ref spans[place - 1];
        var before = FiguresOn(ref former, on.AddDays(-1), period, scope, isIn, out var wasLookedAt);
        var kinds = isLookedAt || wasLookedAt ? Differences(ref former, ref span, period) : ChangeKinds.None;
        return Of(place, on, kinds, ChangeKinds.Counting, before, after);
    }

    /// <summary>What changed on a day on which the item's state did not.</summary>
    private static Change? Passed(ref Facets span, int place, DateOnly day, ChangePeriod period, IReadOnlyList<DayRange>? scope, Func<Pillar, bool>? isIn)
    {
        var before = FiguresOn(ref span, day.AddDays(-1), period, scope, isIn, out var wasLookedAt);
        var after = FiguresOn(ref span, day, period, scope, isIn, out var isLookedAt);
        var kinds = wasLookedAt != isLookedAt ? ChangeKinds.Counting
            : !isLookedAt ? ChangeKinds.None
            : IsPassed(ref span, ref span, day, period) ? ChangeKinds.TargetPassed
            : span.OutlookOn(day.AddDays(-1), period.RulesOn(day.AddDays(-1))) != span.OutlookOn(day, period.RulesOn(day)) ? ChangeKinds.Aged
            : ChangeKinds.None;
        return Of(place, day, kinds, ChangeKinds.Aged, before, after);
    }

    private static Change? Of(int place, DateOnly on, ChangeKinds kinds, ChangeKinds otherwise, ulong before, ulong after) =>
        kinds == ChangeKinds.None && before == after ? null
        : new(place, on, kinds == ChangeKinds.None ? otherwise : kinds, after & ~before, before & ~after);

    private static ChangeKinds Differences(ref Facets former, ref Facets span, ChangePeriod period)
    {
        var (eve, on) = (span.From.AddDays(-1), span.From);
        var kinds = ChangeKinds.None;
        void AddIf(bool differs, ChangeKinds kind) => kinds |= differs ? kind : ChangeKinds.None;

        var moved = former.Stage != span.Stage;
        var ends = span.Phase == Phase.NoLongerRunning && former.Phase != Phase.NoLongerRunning;
        AddIf(moved && !ends, ChangeKinds.Stage);
        AddIf(moved && ends, ChangeKinds.Ended);
        AddIf(former.OutlookOn(eve, period.RulesOn(eve)) != span.OutlookOn(on, period.RulesOn(on)), ChangeKinds.Outlook);
        AddIf(
            (former.HasTarget, former.TargetLatest, former.TargetAim, former.TimesRevised) != (span.HasTarget, span.TargetLatest, span.TargetAim, span.TimesRevised),
            ChangeKinds.Target);
        AddIf(IsPassed(ref former, ref span, on, period), ChangeKinds.TargetPassed);
        AddIf(former.Progress != span.Progress && !moved, ChangeKinds.Progress);
        AddIf(former.Assurance != span.Assurance && former.StageOn == span.StageOn && !moved, ChangeKinds.Assurance);
        AddIf(
            former.Title != span.Title || former.Nature != span.Nature || former.Pillar != span.Pillar || former.Leads != span.Leads,
            ChangeKinds.Revision);
        AddIf(span.LastReportedOn == on && (kinds & ~(ChangeKinds.Assurance | ChangeKinds.Revision)) == ChangeKinds.None, ChangeKinds.Report);
        return kinds;
    }

    /// <summary>The day before was the target's last, and the target is the same and not met.</summary>
    private static bool IsPassed(ref Facets former, ref Facets span, DateOnly on, ChangePeriod period) =>
        former.TargetLatest == on.AddDays(-1) && span.TargetLatest == former.TargetLatest && span.TargetAim == former.TargetAim
        && span.ScheduleOn(on, period.RulesOn(on)) == Schedule.Overdue;

    /// <summary>The days within a span, its first left out, on which figures can change by themselves.</summary>
    private static List<DateOnly> DaysOfItself(ref Facets span, ChangePeriod period, IReadOnlyList<DayRange>? scope)
    {
        var (first, last) = (span.From > period.From ? span.From : period.From, span.Until > period.To ? period.To : span.Until.AddDays(-1));
        List<DateOnly> days = [];
        void Add(DateOnly? day)
        {
            if (day > first && day <= last && !days.Contains(day.Value))
            {
                days.Add(day.Value);
            }
        }

        // A rule that changes meanwhile changes when a report is old; the rules of the day before and of the change are asked.
        foreach (var day in period.RulesChange)
        {
            Add(day);
        }

        foreach (var start in period.RulesChange.Append(first))
        {
            var cycle = period.RulesOn(start).ReportingCycle;
            Add(Later(span.RatedOn, cycle + 1));
            Add(Later(span.LastReportedOn, cycle + 1));
        }

        Add(Later(span.TargetLatest, 1));
        Add(Later(span.TargetLatest, -FigureDays.DaysNext));
        foreach (var range in scope ?? (IReadOnlyList<DayRange>)[])
        {
            Add(range.From);
            Add(range.Until);
        }

        days.Sort();
        return days;
    }

    private static DateOnly? Later(DateOnly? day, int by) => day is { } on ? ReportingRules.Moved(on, by) : null;

    private static ulong FiguresOn(ref Facets span, DateOnly day, ChangePeriod period, IReadOnlyList<DayRange>? scope, Func<Pillar, bool>? isIn, out bool isLookedAt)
    {
        isLookedAt = isIn?.Invoke(span.Pillar) != false && (scope is null || IsIn(scope, day));
        return isLookedAt ? period.FiguresOn(ref span, day) : 0;
    }

    private static bool IsIn(IReadOnlyList<DayRange> scope, DateOnly day)
    {
        foreach (var range in scope)
        {
            if (range.Covers(day))
            {
                return true;
            }
        }

        return false;
    }
}
