using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Items;

public enum RegisterSort
{
    Code,
    Title,
    LastUpdate,
    Target,
}

/// <summary>What the register is narrowed to; everything that the address can say.</summary>
public sealed record RegisterFilter
{
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

    public string? Document { get; init; }
    public int? Paragraph { get; init; }

    /// <summary>A named figure; the list then holds exactly the items that it counts.</summary>
    public Figure? Figure { get; init; }

    public RegisterSort Sort { get; init; } = RegisterSort.Code;
    public bool Descending { get; init; }

    /// <summary>From 1; a page out of range reads as the last one.</summary>
    public int Page { get; init; } = 1;

    public const int PageSize = 50;
    public const int MaximumTextLength = 200;
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

public sealed record BodyName(string Code, string Name, Side Side);

/// <summary>One choice of a facet with the number of items it would leave.</summary>
public sealed record FacetOption(string Value, string Label, int Count, bool IsChosen);

/// <param name="Name">As in the address: <c>kind</c>.</param>
public sealed record Facet(string Name, string Label, IReadOnlyList<FacetOption> Options);

public sealed record RegisterView(
    DateOnly Day,
    IReadOnlyList<RegisterRow> Rows,
    int Total,
    int Page,
    int PageCount,
    IReadOnlyList<Facet> Facets);

/// <summary>The list of everything tracked, as of a day.</summary>
public sealed class RegisterQuery(IDbContextFactory<TrackerDbContext> contexts, Calendar calendar)
{
    public async Task<RegisterView> PageAsync(RegisterFilter filter, DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rules = calendar.Rules;
        var matching = db.On(day).Matching(db, filter, day, rules);
        var total = await matching.CountAsync(ct);
        var pages = Math.Max(1, (total + RegisterFilter.PageSize - 1) / RegisterFilter.PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var spans = await Sorted(matching, filter)
            .Skip((page - 1) * RegisterFilter.PageSize)
            .Take(RegisterFilter.PageSize)
            .ToListAsync(ct);
        var names = await db.BodyNamesAsync(ct);
        return new(
            day,
            [.. spans.Select(s => s.ToRow(names, day, rules))],
            total,
            page,
            pages,
            await FacetsAsync(db, filter, day, rules, names, ct));
    }

    /// <summary>The number of items that a filter leaves.</summary>
    public async Task<int> CountAsync(RegisterFilter filter, DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.On(day).Matching(db, filter, day, calendar.Rules).CountAsync(ct);
    }

    /// <summary>The first items that some words find, for choosing one by its code.</summary>
    public async Task<IReadOnlyList<RegisterRow>> FindAsync(string text, DateOnly day, int most = 8, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var spans = await db.On(day)
            .Matching(db, new RegisterFilter { Text = text }, day, calendar.Rules)
            .OrderBy(s => s.Code)
            .Take(most)
            .ToListAsync(ct);
        var names = await db.BodyNamesAsync(ct);
        return [.. spans.Select(s => s.ToRow(names, day, calendar.Rules))];
    }

    private static IOrderedQueryable<Span> Sorted(IQueryable<Span> spans, RegisterFilter filter) =>
        (filter.Sort, filter.Descending) switch
        {
            (RegisterSort.Title, false) => spans.OrderBy(s => s.Title).ThenBy(s => s.Code),
            (RegisterSort.Title, true) => spans.OrderByDescending(s => s.Title).ThenBy(s => s.Code),
            (RegisterSort.LastUpdate, false) => spans.OrderBy(s => s.LastReportedOn).ThenBy(s => s.Code),
            (RegisterSort.LastUpdate, true) => spans.OrderByDescending(s => s.LastReportedOn).ThenBy(s => s.Code),
            (RegisterSort.Target, false) => spans.OrderBy(s => s.TargetLatest == null).ThenBy(s => s.TargetLatest).ThenBy(s => s.Code),
            (RegisterSort.Target, true) => spans.OrderByDescending(s => s.TargetLatest).ThenBy(s => s.Code),
            (_, true) => spans.OrderByDescending(s => s.Code),
            _ => spans.OrderBy(s => s.Code),
        };

    /// <summary>Each facet counts what the other filters leave, so that its own choices can be widened.</summary>
    private static async Task<IReadOnlyList<Facet>> FacetsAsync(
        TrackerDbContext db, RegisterFilter filter, DateOnly day, ReportingRules rules, IReadOnlyDictionary<string, BodyName> names, CancellationToken ct)
    {
        IQueryable<Span> Without(RegisterFilter rest) => db.On(day).Matching(db, rest, day, rules);

        async Task<Dictionary<T, int>> CountAsync<T>(IQueryable<Span> spans, Expression<Func<Span, T>> by)
            where T : notnull =>
            await spans.GroupBy(by).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

        static Facet Of<T>(string name, string label, Dictionary<T, int> counts, IReadOnlyList<T> chosen, IEnumerable<T> order)
            where T : struct, Enum =>
            new(name, label, [.. order.Where(v => counts.ContainsKey(v) || chosen.Contains(v))
                .Select(v => new FacetOption(v.ToString(), v.Name(), counts.GetValueOrDefault(v), chosen.Contains(v)))]);

        var kinds = await CountAsync(Without(filter with { Kinds = [] }), s => s.Kind);
        var pillars = await CountAsync(Without(filter with { Pillars = [] }), s => s.Pillar);
        var natures = await CountAsync(Without(filter with { Natures = [] }), s => s.Nature);
        var phases = await CountAsync(Without(filter with { Phases = [] }).Where(s => s.Phase != null), s => s.Phase!.Value);
        var stages = await CountAsync(Without(filter with { Stages = [] }).Where(s => s.Stage != null), s => s.Stage!.Value);

        var recent = rules.RecentFrom(day);
        var outlooks = await CountAsync(
            Without(filter with { Outlooks = [] }),
            s => s.RatedOn >= recent ? s.Outlook : Outlook.NotRated);

        Dictionary<Schedule, int> schedules = [];
        foreach (var schedule in Enum.GetValues<Schedule>())
        {
            var count = await Without(filter with { Schedules = [schedule] }).CountAsync(ct);
            if (count > 0)
            {
                schedules[schedule] = count;
            }
        }

        var items = Without(filter with { Strengths = [] });
        var strengths = await (
            from mention in db.HeldMentions
            where mention.From <= day && items.Any(s => s.ItemId == mention.ItemId)
            group mention.ItemId by mention.Strength into byStrength
            select new { byStrength.Key, Count = byStrength.Distinct().Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

        var forLeads = Without(filter with { Bodies = [] });
        var leads = await (
            from held in db.HeldBodies
            where held.Role == BodyRole.Lead && held.From <= day && day < held.Until && forLeads.Any(s => s.ItemId == held.ItemId)
            group held by held.Body into byBody
            select new { byBody.Key, Count = byBody.Count() }).ToListAsync(ct);
        var bodies = leads
            .Concat(filter.Bodies.Except(leads.Select(l => l.Key)).Select(b => new { Key = b, Count = 0 }))
            .OrderByDescending(l => l.Count)
            .ThenBy(l => l.Key, StringComparer.Ordinal)
            .Select(l => new FacetOption(l.Key, names.GetValueOrDefault(l.Key)?.Name ?? l.Key, l.Count, filter.Bodies.Contains(l.Key)));

        return
        [
            Of("nature", "Nature", natures, filter.Natures, Enum.GetValues<Nature>()),
            Of("kind", "Kind", kinds, filter.Kinds, Enum.GetValues<Kind>()),
            Of("phase", "Phase", phases, filter.Phases, Enum.GetValues<Phase>()),
            Of("pillar", "Pillar", pillars, filter.Pillars, Enum.GetValues<Pillar>()),
            Of("outlook", "Outlook", outlooks, filter.Outlooks, [Outlook.OffTrack, Outlook.AtRisk, Outlook.OnTrack, Outlook.NotRated]),
            Of("schedule", "Schedule", schedules, filter.Schedules, [Schedule.Overdue, Schedule.Due, Schedule.Upcoming, Schedule.MetLate, Schedule.MetOnTime, Schedule.NoDate, Schedule.NotApplicable]),
            Of("strength", "Strength of wording", strengths, filter.Strengths, Enum.GetValues<Strength>()),
            new("body", "Lead body", [.. bodies]),
            Of("stage", "Stage", stages, filter.Stages, Enum.GetValues<Stage>()),
        ];
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

        if (Search(filter.Text) is { Count: > 0 } words)
        {
            foreach (var word in words)
            {
                spans = spans.Where(s => db.HeldTexts.Any(t =>
                    t.ItemId == s.ItemId && t.From <= day && day < t.Until && EF.Functions.Like(t.Words, word, "\\")));
            }
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
            spans = spans.Where(s => db.HeldMentions.Any(m => m.ItemId == s.ItemId && m.From <= day && filter.Strengths.Contains(m.Strength)));
        }

        if (filter.Bodies.Count > 0)
        {
            spans = spans.Where(s => db.HeldBodies.Any(b =>
                b.ItemId == s.ItemId && b.Role == BodyRole.Lead && b.From <= day && day < b.Until && filter.Bodies.Contains(b.Body)));
        }

        if (filter.Document is { } document)
        {
            spans = spans.Where(s => db.HeldMentions.Any(m =>
                m.ItemId == s.ItemId && m.Document == document && m.From <= day && day < m.Until
                && (filter.Paragraph == null || m.Paragraph == filter.Paragraph)));
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

    /// <summary>The patterns that all must be found; the words of a search, small and without marks.</summary>
    private static List<string> Search(string? text) =>
        [
            .. HeldText.Normalise((text ?? "").Trim() is var trimmed && trimmed.Length > RegisterFilter.MaximumTextLength ? trimmed[..RegisterFilter.MaximumTextLength] : trimmed)
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Take(10)
                .Select(w => "%" + w.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_") + "%"),
        ];

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
