using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Application.Storage.Configurations;
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

/// <summary>How lists read spans: by day, narrowed, as rows. Overview and register share it, so that figures and lists agree.</summary>
internal static class SpanReading
{
    /// <summary>The state of every item on a day.</summary>
    public static IQueryable<Span> On(this TrackerDbContext db, DateOnly day) =>
        db.Spans.AsNoTracking().Where(s => s.From <= day && day < s.Until);

    public static IQueryable<Span> Matching(this IQueryable<Span> spans, TrackerDbContext db, RegisterFilter filter, DateOnly day, ReportingRules rules)
    {
        if (filter.Figure is { } figure)
        {
            spans = spans.Where(figure.On(day, rules));
        }

        if (Words(filter.Text) is { Count: > 0 } words)
        {
            var texts = db.HeldTexts.Where(t => t.From <= day && day < t.Until);
            if (words.Where(IsIndexed).ToList() is { Count: > 0 } indexed)
            {
                var query = string.Join(" AND ", indexed.Select(w => $"\"{w.Replace("\"", "\"\"")}\""));
                var found = db.Set<FoundText>().Where(f => f.Query == query).Select(f => f.HeldTextId);
                texts = texts.Where(t => found.Contains(EF.Property<long>(t, "Id")));
            }

            foreach (var pattern in words.Where(w => !IsIndexed(w)).Select(PatternOf))
            {
                texts = texts.Where(t => EF.Functions.Like(t.Words, pattern, "\\"));
            }

            spans = spans.Where(s => texts.Select(t => t.ItemId).Contains(s.ItemId));
        }

        spans = filter.Kinds.Count == 0 ? spans : spans.Where(s => filter.Kinds.Contains(s.Kind));
        spans = filter.Pillars.Count == 0 ? spans : spans.Where(s => filter.Pillars.Contains(s.Pillar));
        spans = filter.Phases.Count == 0 ? spans : spans.Where(s => s.Phase != null && filter.Phases.Contains(s.Phase.Value));
        spans = filter.Stages.Count == 0 ? spans : spans.Where(s => s.Stage != null && filter.Stages.Contains(s.Stage.Value));
        spans = filter.Natures.Count == 0 ? spans : spans.Where(s => filter.Natures.Contains(s.Nature));
        if (filter.Outlooks.Count > 0)
        {
            var recent = rules.RecentFrom(day);
            spans = spans.Where(s => filter.Outlooks.Contains(s.RatedOn >= recent ? s.Outlook : Outlook.NotRated));
        }

        if (filter.Schedules.Count > 0)
        {
            spans = spans.Where(AnyOf([.. filter.Schedules.Select(s => Reads(s, day, rules))]));
        }

        if (filter.Strengths.Count > 0)
        {
            // Any mention up to that day.
            var flags = filter.Strengths.Aggregate(0, (all, strength) => all | Span.FlagOf(strength));
            spans = spans.Where(s => (s.Strengths & flags) != 0);
        }

        if (filter.Bodies.Count > 0)
        {
            var led = db.HeldBodies.Where(b => filter.Bodies.Contains(b.Body) && b.Role == BodyRole.Lead && b.From <= day && day < b.Until).Select(b => b.ItemId);
            spans = spans.Where(s => led.Contains(s.ItemId));
        }

        if (filter.Document is { } document)
        {
            var mentioned = db.HeldMentions.Where(m => m.Document == document && m.From <= day && day < m.Until);
            if (filter.Paragraph is { } paragraph)
            {
                mentioned = mentioned.Where(m => m.Paragraph == paragraph);
            }

            spans = spans.Where(s => mentioned.Select(m => m.ItemId).Contains(s.ItemId));
        }

        return spans;
    }

    public static RegisterRow ToRow(this Span span, IReadOnlyDictionary<string, BodyName> names, DateOnly day, ReportingRules rules) => new(
        span.Code,
        span.Title,
        span.Acronym,
        span.Kind,
        span.Form,
        span.Nature,
        span.Pillar,
        [.. span.Leads.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(c => names.GetValueOrDefault(c) ?? new(c, c, Side.ThirdParty))],
        span.Stage,
        span.Held,
        span.StageOn,
        span.Phase,
        span.Standing,
        span.Progress,
        span.OutlookOn(day, rules),
        span.ScheduleOn(day, rules),
        span.TargetText,
        span.TargetLatest,
        span.DaysLateOn(day),
        span.TimesRevised,
        span.Assurance,
        span.LastReportedOn);

    public static async Task<Dictionary<string, BodyName>> BodyNamesAsync(this TrackerDbContext db, CancellationToken ct) =>
        await db.Bodies.AsNoTracking().OrderBy(b => b.Code).ToDictionaryAsync(b => b.Code, b => new BodyName(b.Code, b.Name, b.Side), ct);

    /// <summary>The words that all must be found, small and without marks.</summary>
    private static List<string> Words(string? text)
    {
        var trimmed = (text ?? "").Trim();
        return
        [
            .. HeldText.Normalise(trimmed.Length > RegisterFilter.MaximumTextLength ? trimmed[..RegisterFilter.MaximumTextLength] : trimmed)
                .Replace('\0', ' ')
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Take(10),
        ];
    }

    /// <summary>The index holds three letters each; a shorter word is looked for in every text.</summary>
    private static bool IsIndexed(string word) => word.EnumerateRunes().Count() >= 3;

    private static string PatternOf(string word) => "%" + word.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_") + "%";

    /// <summary>The same decision as <see cref="Schedules.Of"/>, as a question to storage; a test compares them.</summary>
    private static Expression<Func<Span, bool>> Reads(Schedule schedule, DateOnly day, ReportingRules rules)
    {
        var due = day.AddDays(rules.DueWindow);
        return schedule switch
        {
            Schedule.NoDate => s => s.TargetText == null,
            Schedule.MetLate => s => s.TargetText != null && s.TargetMetOn != null && s.TargetMetOn > s.TargetLatest,
            Schedule.MetOnTime => s => s.TargetText != null && s.TargetMetOn != null && (s.TargetLatest == null || s.TargetMetOn <= s.TargetLatest),
            Schedule.NotApplicable => s => s.TargetText != null && s.TargetMetOn == null && s.Phase == Phase.NoLongerRunning,
            Schedule.Overdue => s => s.TargetText != null && s.TargetMetOn == null && (s.Phase == null || s.Phase != Phase.NoLongerRunning) && s.TargetLatest < day,
            Schedule.Due => s => s.TargetText != null && s.TargetMetOn == null && (s.Phase == null || s.Phase != Phase.NoLongerRunning) && s.TargetLatest >= day && s.TargetLatest <= due,
            _ => s => s.TargetText != null && s.TargetMetOn == null && (s.Phase == null || s.Phase != Phase.NoLongerRunning) && (s.TargetLatest == null || s.TargetLatest > due),
        };
    }

    private static Expression<Func<Span, bool>> AnyOf(IReadOnlyList<Expression<Func<Span, bool>>> choices)
    {
        var span = Expression.Parameter(typeof(Span), "s");
        return Expression.Lambda<Func<Span, bool>>(
            choices.Select(c => new Renamed(c.Parameters[0], span).Visit(c.Body)).Aggregate(Expression.OrElse),
            span);
    }

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
