using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Items;

/// <summary>What the list is sorted by; the code decides between equals.</summary>
public enum RegisterSort
{
    Code,
    Title,
    LastUpdate,

    /// <summary>By the latest day; ascending, items without one come last.</summary>
    Target,
}

/// <summary>What the register is narrowed to; everything that the address can say.</summary>
public sealed record RegisterFilter
{
    /// <summary>Words that must all be found, in any order, ten at most; large or small letters and marks make no difference.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<Kind> Kinds { get; init; } = [];
    public IReadOnlyList<Pillar> Pillars { get; init; } = [];
    public IReadOnlyList<Phase> Phases { get; init; } = [];
    public IReadOnlyList<Stage> Stages { get; init; } = [];
    public IReadOnlyList<Outlook> Outlooks { get; init; } = [];
    public IReadOnlyList<Schedule> Schedules { get; init; } = [];
    public IReadOnlyList<Nature> Natures { get; init; } = [];
    public IReadOnlyList<Strength> Strengths { get; init; } = [];

    /// <summary>Codes of lead bodies.</summary>
    public IReadOnlyList<string> Bodies { get; init; } = [];

    /// <summary>Code of a document that mentions the item.</summary>
    public string? Document { get; init; }

    /// <summary>Only together with <see cref="Document"/>.</summary>
    public int? Paragraph { get; init; }

    /// <summary>A named figure; the list then holds exactly the items that it counts.</summary>
    public Figure? Figure { get; init; }

    public RegisterSort Sort { get; init; } = RegisterSort.Code;
    public bool Descending { get; init; }

    /// <summary>From 1; a page out of range reads as the last one.</summary>
    public int Page { get; init; } = 1;

    /// <summary>In rows.</summary>
    public const int PageSize = 50;

    /// <summary>In characters; what is longer is cut.</summary>
    public const int MaximumTextLength = 200;

    /// <summary>All of it that decides which items are left, words apart, as text; order and page are not in it.</summary>
    internal string Narrowing => string.Join('|',
        string.Join(',', Kinds), string.Join(',', Pillars), string.Join(',', Phases), string.Join(',', Stages), string.Join(',', Outlooks),
        string.Join(',', Schedules), string.Join(',', Natures), string.Join(',', Strengths), string.Join(',', Bodies), Document, Paragraph, Figure?.Name);
}

/// <summary>One row of the register, as of a day.</summary>
public sealed record RegisterRow(
    string Code,
    string Title,
    string? Acronym,
    Kind Kind,
    Form Form,
    Nature Nature,
    Pillar Pillar,
    IReadOnlyList<BodyName> Leads,
    Stage? Stage,
    Stage? Held,
    DateOnly StageOn,
    Phase? Phase,
    Standing Standing,
    int? Progress,
    Outlook Outlook,
    Schedule Schedule,
    string? TargetText,
    DateOnly? TargetLatest,
    int DaysLate,
    int TimesRevised,
    Assurance Assurance,
    DateOnly LastReportedOn);

/// <summary>A body as lists show it.</summary>
public sealed record BodyName(string Code, string Name, Side Side);

/// <summary>One choice of a facet with the number of items it would leave.</summary>
public sealed record FacetOption(string Value, string Label, int Count, bool IsChosen);

/// <summary>One way to narrow the register, with its choices.</summary>
/// <param name="Name">As in the address: <c>kind</c>.</param>
public sealed record Facet(string Name, string Label, IReadOnlyList<FacetOption> Options);

/// <summary>One page of the register, as of a day.</summary>
public sealed record RegisterView(
    DateOnly Day,
    IReadOnlyList<RegisterRow> Rows,
    int Total,
    int Page,
    int PageCount,
    IReadOnlyList<Facet> Facets);

/// <summary>The list of everything tracked, as of a day.</summary>
public sealed class RegisterQuery(IDbContextFactory<TrackerDbContext> contexts, Remembered remembered, Calendar calendar)
{
    /// <summary>So many rows are sorted faster than an order is walked in which most rows are passed over.</summary>
    private const int MostSorted = 5000;

    /// <summary>One page of what a filter leaves on a day.</summary>
    public async Task<RegisterView> PageAsync(RegisterFilter filter, DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rules = calendar.RulesOn(day);
        var matching = db.On(day).Matching(db, filter, day, rules);
        var cells = await CellsAsync(db, filter, day, rules, ct);
        var total = cells.Where(c => c.Passes(filter)).Sum(c => c.Count);
        var pages = Math.Max(1, (total + RegisterFilter.PageSize - 1) / RegisterFilter.PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var spans = await PageAsync(matching, filter, total, (page - 1) * RegisterFilter.PageSize, ct);
        var names = await db.BodyNamesAsync(ct);
        return new(
            day,
            [.. spans.Select(s => s.ToRow(names, day, rules))],
            total,
            page,
            pages,
            await FacetsAsync(db, cells, filter, day, rules, names, ct));
    }

    /// <summary>Words are anybody's own: what they find is not worth remembering for others.</summary>
    private Task<T> RememberAsync<T>(TrackerDbContext db, string what, RegisterFilter filter, DateOnly day, Func<Task<T>> read, CancellationToken ct)
        where T : notnull =>
        string.IsNullOrWhiteSpace(filter.Text) ? remembered.GetAsync(db, $"{what}|{day:O}|{filter.Narrowing}", read, ct) : read();

    /// <param name="total">How many items match; decides only how storage finds the page, not what is on it.</param>
    internal static async Task<List<Span>> PageAsync(IQueryable<Span> matching, RegisterFilter filter, int total, int skip, CancellationToken ct)
    {
        if (total <= MostSorted)
        {
            return await Sorted(matching, filter).Skip(skip).Take(RegisterFilter.PageSize).ToListAsync(ct);
        }

        if (filter is not { Sort: RegisterSort.Target, Descending: false })
        {
            return await Walked(matching, filter).Skip(skip).Take(RegisterFilter.PageSize).ToListAsync(ct);
        }

        // Items without a date come last; walked apart, since no index has them there.
        var dated = matching.Where(s => s.TargetLatest != null);
        var spans = await Walked(dated, filter).Skip(skip).Take(RegisterFilter.PageSize).ToListAsync(ct);
        if (spans.Count < RegisterFilter.PageSize)
        {
            var passed = Math.Max(0, skip - await dated.CountAsync(ct));
            spans.AddRange(await matching.Where(s => s.TargetLatest == null).OrderBy(s => s.Code).Skip(passed).Take(RegisterFilter.PageSize - spans.Count).ToListAsync(ct));
        }

        return spans;
    }

    /// <summary>The number of items that a filter leaves.</summary>
    public async Task<int> CountAsync(RegisterFilter filter, DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.On(day).Matching(db, filter, day, calendar.RulesOn(day)).CountAsync(ct);
    }

    /// <summary>The first items that some words find, for choosing one by its code.</summary>
    public async Task<IReadOnlyList<RegisterRow>> FindAsync(string text, DateOnly day, int most = 8, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var spans = await db.On(day)
            .Matching(db, new RegisterFilter { Text = text }, day, calendar.RulesOn(day))
            .OrderBy(s => s.Code)
            .Take(most)
            .ToListAsync(ct);
        var names = await db.BodyNamesAsync(ct);
        return [.. spans.Select(s => s.ToRow(names, day, calendar.RulesOn(day)))];
    }

    /// <summary>The first day on which the register knows of anything; null while it is empty.</summary>
    public async Task<DateOnly?> FirstDayAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Spans.MinAsync(s => (DateOnly?)s.From, ct);
    }

    /// <summary>The order, found by walking the index that has it.</summary>
    private static IOrderedQueryable<Span> Walked(IQueryable<Span> spans, RegisterFilter filter) =>
        (filter.Sort, filter.Descending) switch
        {
            (RegisterSort.Title, false) => spans.OrderBy(s => s.Title).ThenBy(s => s.Code),
            (RegisterSort.Title, true) => spans.OrderByDescending(s => s.Title).ThenByDescending(s => s.Code),
            (RegisterSort.LastUpdate, false) => spans.OrderBy(s => s.LastReportedOn).ThenBy(s => s.Code),
            (RegisterSort.LastUpdate, true) => spans.OrderByDescending(s => s.LastReportedOn).ThenByDescending(s => s.Code),
            (RegisterSort.Target, false) => spans.OrderBy(s => s.TargetLatest).ThenBy(s => s.Code),
            (RegisterSort.Target, true) => spans.OrderByDescending(s => s.TargetLatest).ThenByDescending(s => s.Code),
            (_, true) => spans.OrderByDescending(s => s.Code),
            _ => spans.OrderBy(s => s.Code),
        };

    /// <summary>The same order, by sorting what the filter leaves: no index has an expression.</summary>
    private static IOrderedQueryable<Span> Sorted(IQueryable<Span> spans, RegisterFilter filter) =>
        (filter.Sort, filter.Descending) switch
        {
            (RegisterSort.Title, false) => spans.OrderBy(s => s.Title + "").ThenBy(s => s.Code),
            (RegisterSort.Title, true) => spans.OrderByDescending(s => s.Title + "").ThenByDescending(s => s.Code),
            (RegisterSort.LastUpdate, false) => spans.OrderBy(s => (string)(object)s.LastReportedOn + "").ThenBy(s => s.Code),
            (RegisterSort.LastUpdate, true) => spans.OrderByDescending(s => (string)(object)s.LastReportedOn + "").ThenByDescending(s => s.Code),
            (RegisterSort.Target, false) => spans.OrderBy(s => s.TargetLatest == null).ThenBy(s => s.TargetLatest).ThenBy(s => s.Code),
            (RegisterSort.Target, true) => spans.OrderByDescending(s => s.TargetLatest != null).ThenByDescending(s => s.TargetLatest).ThenByDescending(s => s.Code),
            (_, true) => spans.OrderByDescending(s => s.Code + ""),
            _ => spans.OrderBy(s => s.Code + ""),
        };

    /// <summary>Each facet counts what the other filters leave, so that its own choices can be widened.</summary>
    /// <remarks>
    /// One pass groups what words, figure, document and bodies leave by every other facet at once; total
    /// and facets are then summed from those groups. Lead bodies take a second pass.
    /// </remarks>
    private async Task<IReadOnlyList<Facet>> FacetsAsync(
        TrackerDbContext db, List<Cell> cells, RegisterFilter filter, DateOnly day, ReportingRules rules, IReadOnlyDictionary<string, BodyName> names, CancellationToken ct)
    {
        var anyBody = filter with { Bodies = [] };
        var leads = await RememberAsync(db, "leads", anyBody, day, () => LeadsAsync(db, anyBody, day, rules, ct), ct);
        Facet Of<T>(string name, string label, IReadOnlyList<T> chosen, IEnumerable<T> order, RegisterFilter rest, Func<Cell, T?> valueOf)
            where T : struct, Enum
        {
            Dictionary<T, int> counts = [];
            foreach (var cell in cells)
            {
                if (valueOf(cell) is { } value && cell.Passes(rest))
                {
                    counts[value] = counts.GetValueOrDefault(value) + cell.Count;
                }
            }

            return FacetOf(name, label, chosen, order, counts.GetValueOrDefault);
        }

        // An item has as many strengths as its mentions have.
        var anyStrength = filter with { Strengths = [] };
        var strengths = cells.Where(c => c.Passes(anyStrength)).GroupBy(c => c.Strengths, c => c.Count).Select(g => (Flags: g.Key, Count: g.Sum())).ToList();
        var byBody = leads
            .Concat(filter.Bodies.Select(code => (Code: code, Count: 0)))
            .GroupBy(l => l.Code)
            .Select(g => (Code: g.Key, Count: g.Sum(l => l.Count)))
            .OrderByDescending(l => l.Count)
            .ThenBy(l => l.Code, StringComparer.Ordinal)
            .Select(l => new FacetOption(l.Code, names.GetValueOrDefault(l.Code)?.Name ?? l.Code, l.Count, filter.Bodies.Contains(l.Code)));

        return
        [
            Of("nature", "Nature", filter.Natures, Enum.GetValues<Nature>(), filter with { Natures = [] }, c => c.Nature),
            Of("kind", "Kind", filter.Kinds, Enum.GetValues<Kind>(), filter with { Kinds = [] }, c => c.Kind),
            Of("phase", "Phase", filter.Phases, Enum.GetValues<Phase>(), filter with { Phases = [] }, c => c.Phase),
            Of("pillar", "Pillar", filter.Pillars, Enum.GetValues<Pillar>(), filter with { Pillars = [] }, c => c.Pillar),
            Of("outlook", "Outlook", filter.Outlooks, [Outlook.OffTrack, Outlook.AtRisk, Outlook.OnTrack, Outlook.NotRated], filter with { Outlooks = [] }, c => c.Outlook),
            Of("schedule", "Schedule", filter.Schedules, [Schedule.Overdue, Schedule.Due, Schedule.Upcoming, Schedule.MetLate, Schedule.MetOnTime, Schedule.NoDate, Schedule.NotApplicable], filter with { Schedules = [] }, c => c.Schedule),
            FacetOf("strength", "Strength of wording", filter.Strengths, Enum.GetValues<Strength>(), v => strengths.Where(s => (s.Flags & Span.FlagOf(v)) != 0).Sum(s => s.Count)),
            new("body", "Lead body", [.. byBody]),
            Of("stage", "Stage", filter.Stages, Enum.GetValues<Stage>(), filter with { Stages = [] }, c => c.Stage),
        ];
    }

    private static Facet FacetOf<T>(string name, string label, IReadOnlyList<T> chosen, IEnumerable<T> order, Func<T, int> count)
        where T : struct, Enum =>
        new(name, label, [.. order.Select(v => new FacetOption(v.ToString(), v.Name(), count(v), chosen.Contains(v))).Where(o => o.Count > 0 || o.IsChosen)]);

    /// <summary>What words, figure, document and bodies leave, as counts of items that are alike in every other facet.</summary>
    private Task<List<Cell>> CellsAsync(TrackerDbContext db, RegisterFilter filter, DateOnly day, ReportingRules rules, CancellationToken ct)
    {
        var open = filter with { Kinds = [], Pillars = [], Phases = [], Stages = [], Outlooks = [], Schedules = [], Natures = [], Strengths = [] };
        return RememberAsync(db, "cells", open, day, () => CountedAsync(db, open, day, rules, ct), ct);
    }

    private static async Task<List<Cell>> CountedAsync(TrackerDbContext db, RegisterFilter open, DateOnly day, ReportingRules rules, CancellationToken ct)
    {
        var recent = rules.RecentFrom(day);
        var due = day.AddDays(rules.DueWindow);
        var groups = await db.On(day).Matching(db, open, day, rules)
            .GroupBy(s => new
            {
                s.Nature,
                s.Kind,
                s.Phase,
                s.Pillar,
                s.Stage,
                s.Strengths,
                Outlook = s.RatedOn >= recent ? s.Outlook : Outlook.NotRated,
                // The same decision as Schedules.Of; a test compares them.
                Schedule = s.TargetText == null ? Schedule.NoDate
                    : s.TargetMetOn != null ? (s.TargetMetOn > s.TargetLatest ? Schedule.MetLate : Schedule.MetOnTime)
                    : s.Phase == Phase.NoLongerRunning ? Schedule.NotApplicable
                    : s.TargetLatest < day ? Schedule.Overdue
                    : s.TargetLatest <= due ? Schedule.Due
                    : Schedule.Upcoming,
            })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(ct);
        return groups.ConvertAll(g => new Cell(g.Key.Nature, g.Key.Kind, g.Key.Phase, g.Key.Pillar, g.Key.Stage, g.Key.Strengths, g.Key.Outlook, g.Key.Schedule, g.Count));
    }

    private static async Task<List<(string Code, int Count)>> LeadsAsync(TrackerDbContext db, RegisterFilter anyBody, DateOnly day, ReportingRules rules, CancellationToken ct)
    {
        var leads = await db.On(day).Matching(db, anyBody, day, rules)
            .Where(s => s.HasLead)
            .GroupBy(s => s.Leads)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(ct);
        return
        [
            .. leads
                .SelectMany(l => l.Key.Split(", ").Select(code => (Code: code, l.Count)))
                .GroupBy(l => l.Code, l => l.Count)
                .Select(g => (g.Key, g.Sum())),
        ];
    }

    /// <summary>The items that are alike in every facet, counted.</summary>
    private sealed record Cell(Nature Nature, Kind Kind, Phase? Phase, Pillar Pillar, Stage? Stage, int Strengths, Outlook Outlook, Schedule Schedule, int Count)
    {
        public bool Passes(RegisterFilter filter) =>
            Allows(filter.Natures, Nature) && Allows(filter.Kinds, Kind) && Allows(filter.Phases, Phase) && Allows(filter.Pillars, Pillar)
            && Allows(filter.Stages, Stage) && Allows(filter.Outlooks, Outlook) && Allows(filter.Schedules, Schedule)
            && (filter.Strengths.Count == 0 || filter.Strengths.Any(s => (Strengths & Span.FlagOf(s)) != 0));

        private static bool Allows<T>(IReadOnlyList<T> chosen, T? value)
            where T : struct => chosen.Count == 0 || (value is { } v && chosen.Contains(v));
    }
}
