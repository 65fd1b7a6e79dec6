using System.Globalization;
using System.Text;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Search;

namespace Tracker.Domain.Items;

/// <summary>Days from <paramref name="From"/>, included, until <paramref name="Until"/>, not included.</summary>
/// <example>A state held from 1 to 3 May and replaced on 4 May: From 1 May, Until 4 May.</example>
public readonly record struct DayRange(DateOnly From, DateOnly Until)
{
    /// <summary>Until further notice.</summary>
    public static readonly DateOnly Open = DateOnly.MaxValue;

    public bool Covers(DateOnly day) => From <= day && day < Until;

    /// <summary>The same days with neighbours joined: 1 to 3 May and 4 to 9 May are 1 to 9 May.</summary>
    /// <param name="ranges">In order, none overlapping another.</param>
    public static IReadOnlyList<DayRange> Joined(IEnumerable<DayRange> ranges)
    {
        List<DayRange> joined = [];
        foreach (var range in ranges)
        {
            if (joined.Count > 0 && joined[^1].Until == range.From)
            {
                joined[^1] = joined[^1] with { Until = range.Until };
            }
            else
            {
                joined.Add(range);
            }
        }

        return joined;
    }
}

/// <summary>
/// From which day until which one state of an item held. Derived from the journal and rebuilt with
/// each of its entries; pages read spans by day, today included.
/// </summary>
/// <remarks>
/// Nothing in a span goes stale as time passes: it holds days (target's latest, rated on, last
/// reported), and whoever asks compares them with the day asked for.
/// </remarks>
public sealed class Span
{
    private Span() // EF
    {
        Code = Title = Leads = "";
    }

    internal Span(Guid itemId, string code, Kind kind, Form form, DayRange days, ItemState state, bool insideAnother)
    {
        ItemId = itemId;
        Code = code;
        Kind = kind;
        Form = form;
        From = days.From;
        Until = days.Until;
        Title = state.Profile.Title;
        Acronym = state.Profile.Acronym;
        Nature = state.Profile.Nature;
        Pillar = state.Profile.Pillar;
        Area = state.Profile.Area;
        Leads = string.Join(", ", state.Profile.Leads);
        HasLead = state.HasLead;
        Stage = state.Stage;
        Held = state.Held;
        StageOn = state.StageOn;
        Phase = state.Phase;
        Standing = insideAnother && state.Counts ? Standing.CountsInside : state.OwnStanding;
        Progress = state.Progress?.Percent;
        Outlook = state.Rating?.Outlook ?? Outlook.NotRated;
        RatedOn = state.RatedOn;
        TargetText = state.Target?.Target.Text;
        TargetLatest = state.Target?.Target.Latest;
        TargetAim = state.Target?.Aim;
        TargetMetOn = state.TargetMetOn;
        BaselineLatest = state.Baseline?.Target.Latest;
        TimesRevised = state.TimesRevised;
        Assurance = state.Assurance;
        MissingFacts = state.MissingFacts.Count();
        LastReportedOn = state.LastReportedOn;
        (PeriodText, PeriodFirst, PeriodLast) = (state.Profile.Period?.Text, state.Profile.Period?.FirstDay, state.Profile.Period?.LastDay);
        Strengths = state.Profile.Mentions.Aggregate(0, (flags, m) => flags | FlagOf(m.Strength));
    }

    public Guid ItemId { get; private set; }

    /// <summary>The first day on which it held.</summary>
    public DateOnly From { get; private set; }

    /// <summary>The first day on which it no longer held; <see cref="DayRange.Open"/> while it holds.</summary>
    public DateOnly Until { get; private set; }

    public string Code { get; private set; }
    public Kind Kind { get; private set; }
    public Form Form { get; private set; }
    public string Title { get; private set; }
    public string? Acronym { get; private set; }
    public Nature Nature { get; private set; }
    public Pillar Pillar { get; private set; }
    public Area Area { get; private set; }

    /// <summary>Codes of the lead bodies, with commas.</summary>
    public string Leads { get; private set; }

    public bool HasLead { get; private set; }

    /// <summary>Null for "Stage not stated".</summary>
    public Stage? Stage { get; private set; }

    /// <summary>The stage that an item on hold left.</summary>
    public Stage? Held { get; private set; }

    public DateOnly StageOn { get; private set; }
    public Phase? Phase { get; private set; }

    /// <summary>What it is in the headline count, also with regard to what it is part of.</summary>
    public Standing Standing { get; private set; }

    /// <summary>In %; null where the stage has none.</summary>
    public int? Progress { get; private set; }

    /// <summary>As it was rated; one rated before the reporting cycle reads as Not rated.</summary>
    public Outlook Outlook { get; private set; }

    public DateOnly? RatedOn { get; private set; }
    public string? TargetText { get; private set; }

    /// <summary>The last day that keeps the target; null where its words set none.</summary>
    public DateOnly? TargetLatest { get; private set; }

    /// <summary>The stage that the target is for.</summary>
    public Stage? TargetAim { get; private set; }

    /// <summary>The day on which that stage was reached; null while it is not.</summary>
    public DateOnly? TargetMetOn { get; private set; }

    /// <summary>The latest day of the first target for the same stage.</summary>
    public DateOnly? BaselineLatest { get; private set; }

    public int TimesRevised { get; private set; }
    public Assurance Assurance { get; private set; }

    /// <summary>How many facts of the present stage are missing.</summary>
    public int MissingFacts { get; private set; }

    /// <summary>The latest opening or update, by the day from which it holds.</summary>
    public DateOnly LastReportedOn { get; private set; }

    /// <summary>The period of a plan or a project as it is written; null where there is none.</summary>
    public string? PeriodText { get; private set; }

    public DateOnly? PeriodFirst { get; private set; }

    public DateOnly? PeriodLast { get; private set; }

    /// <summary>The strengths of the mentions that hold on those days, one bit each (<see cref="FlagOf"/>).</summary>
    public int Strengths { get; private set; }

    /// <summary>The bit that stands for a strength.</summary>
    public static int FlagOf(Strength strength) => 1 << (int)strength;

    public DayRange Days => new(From, Until);

    /// <summary>The rating on a day: one older than the reporting cycle reads as Not rated.</summary>
    public Outlook OutlookOn(DateOnly day, ReportingRules rules) =>
        RatedOn >= rules.RecentFrom(day) ? Outlook : Outlook.NotRated;

    /// <summary>What the calendar says on a day.</summary>
    public Schedule ScheduleOn(DateOnly day, ReportingRules rules) =>
        Schedules.Of(TargetText is not null, TargetLatest, TargetMetOn, Phase, day, rules);

    /// <summary>Days after the target's latest day, until it was met or until the day asked for.</summary>
    public int DaysLateOn(DateOnly day) =>
        TargetLatest is { } latest && (TargetMetOn is not null || Phase != Items.Phase.NoLongerRunning)
            ? Math.Max(0, (TargetMetOn ?? day).DayNumber - latest.DayNumber)
            : 0;
}

/// <summary>A body's part in an item, and the days on which it held.</summary>
public sealed record HeldBody(Guid ItemId, string Body, BodyRole Role, DateOnly From, DateOnly Until);

/// <summary>A relation, and the days on which it held.</summary>
public sealed record HeldRelation(Guid ItemId, string ItemCode, RelationKind Kind, string To, DateOnly From, DateOnly Until);

/// <summary>A mention, and the days on which it was in the register.</summary>
public sealed record HeldMention(
    Guid ItemId, string Document, int? Paragraph, string Speaker, string Verb, Strength Strength, string? Addressee, string? State, DateOnly From, DateOnly Until);

/// <summary>The words by which an item is found, and the days on which they were its words.</summary>
public sealed record HeldText(Guid ItemId, string Words, DateOnly From, DateOnly Until)
{
    /// <summary>Small letters without marks, so that "Nguyen" finds "Nguyễn".</summary>
    public static string Normalise(string text)
    {
        // Half a sign, as a cut through an emoji leaves it, has no normal form.
        var whole = string.Concat(text.EnumerateRunes());
        var plain = new StringBuilder(whole.Length);
        foreach (var letter in whole.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(letter is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(letter));
            }
        }

        return plain.ToString().Normalize(NormalizationForm.FormC);
    }
}

/// <summary>All that storage keeps of one item beside its journal.</summary>
/// <param name="Findables">Made when they are asked for: most who ask for the rest don't.</param>
public sealed record Held(
    IReadOnlyList<Span> Spans,
    IReadOnlyList<HeldBody> Bodies,
    IReadOnlyList<HeldRelation> Relations,
    IReadOnlyList<HeldMention> Mentions,
    IReadOnlyList<HeldText> Texts,
    IReadOnlyList<HeldTarget> Targets,
    IEnumerable<Findable> Findables)
{
    /// <summary>The days on which the item is in N, so that what is part of it counts inside it.</summary>
    public IReadOnlyList<DayRange> Counting =>
        DayRange.Joined(Spans.Where(s => s.Standing is Standing.NotStarted or Standing.UnderWay or Standing.Delivered or Standing.CountsInside).Select(s => s.Days));
}
