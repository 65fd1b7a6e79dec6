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

    /// <summary>Since when the series of documents that named the item are silent about it: years, or documents that were the last to name it.</summary>
    public IReadOnlyList<Silence> SilentSince { get; init; } = [];

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
/// <param name="More">Choices that are left out, each with fewer items than those shown.</param>
public sealed record Facet(string Name, string Label, IReadOnlyList<FacetOption> Options, int More = 0);

/// <summary>One page of the register, as of a day.</summary>
/// <param name="LastToName">The documents that were the last of their series to name these items, where silence is asked for; the latest first.</param>
public sealed record RegisterView(
    DateOnly Day,
    IReadOnlyList<RegisterRow> Rows,
    int Total,
    int Page,
    int PageCount,
    IReadOnlyList<Facet> Facets,
    IReadOnlyList<DocumentPlace> LastToName);

/// <summary>The list of everything tracked, as of a day.</summary>
public sealed class RegisterQuery(IDbContextFactory<TrackerDbContext> contexts, Census census, Calendar calendar)
{
    /// <summary>The lead bodies that the facet offers, those with the most items; a page of a body leads to the others.</summary>
    public const int MostBodies = 20;

    /// <summary>The years of silence that the facet offers, the latest; an address may ask for any.</summary>
    public const int MostYears = 12;

    /// <summary>One page of what a filter leaves on a day.</summary>
    public async Task<RegisterView> PageAsync(RegisterFilter filter, DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rules = calendar.RulesOn(day);
        var counts = new FacetCounts(filter, day, rules);
        var found = await MatchingAsync(db, filter, counts, day, true, ct);
        var pages = Math.Max(1, (found.Count + RegisterFilter.PageSize - 1) / RegisterFilter.PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var codes = InOrder(found, filter).Skip((page - 1) * RegisterFilter.PageSize).Take(RegisterFilter.PageSize).Select(f => f.Item.Code).ToList();
        var names = await db.BodyNamesAsync(ct);
        var rows = (await db.On(day).Where(s => codes.Contains(s.Code)).ToListAsync(ct)).ToDictionary(s => s.Code, s => s.ToRow(names, day, rules));
        return new(day, [.. codes.Where(rows.ContainsKey).Select(code => rows[code])], found.Count, page, pages, Facets(counts, filter, names), [.. DocumentPlace.InOrder(counts.LastToName).Reverse()]);
    }

    /// <summary>The number of items that a filter leaves, or of those among them that a figure counts, too.</summary>
    public async Task<int> CountAsync(RegisterFilter filter, DateOnly day, Figure? among = null, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rules = calendar.RulesOn(day);
        var days = FigureDays.Of(day, rules);
        var found = await MatchingAsync(db, filter, new(filter, day, rules), day, false, ct);
        return among is null ? found.Count : found.Count(f => among.Counts(ref f.Item.Spans[f.Place], days));
    }

    /// <summary>The first items that some words find, for choosing one by its code.</summary>
    public async Task<IReadOnlyList<RegisterRow>> FindAsync(string text, DateOnly day, int most = 8, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var named = db.NamedBy(new() { Text = text }, day);
        var spans = await db.On(day)
            .Where(s => named.Contains(s.ItemId))
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
        return await census.FirstDayAsync(db, ct);
    }

    /// <summary>What a filter leaves, by code; every item of the day is counted on the way.</summary>
    /// <param name="withFacets">Otherwise silences are looked at only where the filter asks for them.</param>
    private async Task<List<Found>> MatchingAsync(TrackerDbContext db, RegisterFilter filter, FacetCounts counts, DateOnly day, bool withFacets, CancellationToken ct)
    {
        var items = await census.ReadAsync(db, ct);
        var silences = withFacets || filter.SilentSince.Count > 0 ? await census.SilencesAsync(db, items, day, ct) : Silences.None;
        var among = string.IsNullOrWhiteSpace(filter.Text) && filter.Document is null ? null : (await db.NamedBy(filter, day).ToListAsync(ct)).ToHashSet();
        List<Found> found = [];
        for (var n = 0; n < items.Length; n++)
        {
            var item = items[n];
            var place = item.On(day);
            if (place >= 0 && among?.Contains(item.Id) != false && counts.Add(ref item.Spans[place], silences.Of(n)))
            {
                found.Add(new(item, place));
            }
        }

        return found;
    }

    /// <remarks>Equal ones stay by code, backwards where the order is.</remarks>
    private static IEnumerable<Found> InOrder(List<Found> byCode, RegisterFilter filter) => (filter.Sort, filter.Descending) switch
    {
        (RegisterSort.Title, false) => byCode.OrderBy(f => f.Facets.Title, StringComparer.OrdinalIgnoreCase),
        (RegisterSort.Title, true) => Reversed(byCode).OrderByDescending(f => f.Facets.Title, StringComparer.OrdinalIgnoreCase),
        (RegisterSort.LastUpdate, false) => byCode.OrderBy(f => f.Facets.LastReportedOn),
        (RegisterSort.LastUpdate, true) => Reversed(byCode).OrderByDescending(f => f.Facets.LastReportedOn),
        (RegisterSort.Target, false) => byCode.OrderBy(f => f.Facets.TargetLatest ?? DateOnly.MaxValue),
        (RegisterSort.Target, true) => Reversed(byCode).OrderByDescending(f => f.Facets.TargetLatest ?? DateOnly.MinValue),
        (_, true) => Reversed(byCode),
        _ => byCode,
    };

    private static IEnumerable<Found> Reversed(List<Found> found) => Enumerable.Range(1, found.Count).Select(n => found[^n]);

    private static IReadOnlyList<Facet> Facets(FacetCounts counts, RegisterFilter filter, IReadOnlyDictionary<string, BodyName> names)
    {
        var byBody = counts.Bodies
            .OrderByDescending(b => b.Count)
            .ThenBy(b => b.Code, StringComparer.Ordinal)
            .Select(b => new FacetOption(b.Code, names.GetValueOrDefault(b.Code)?.Name ?? b.Code, b.Count, filter.Bodies.Contains(b.Code)))
            .ToList();
        var bodies = byBody.Where((b, n) => n < MostBodies || b.IsChosen).ToList();
        return
        [
            FacetOf("nature", "Nature", filter.Natures, Enum.GetValues<Nature>(), counts.Of),
            FacetOf("kind", "Kind", filter.Kinds, Enum.GetValues<Kind>(), counts.Of),
            FacetOf("phase", "Phase", filter.Phases, Enum.GetValues<Phase>(), counts.Of),
            FacetOf("pillar", "Pillar", filter.Pillars, Enum.GetValues<Pillar>(), counts.Of),
            FacetOf("outlook", "Outlook", filter.Outlooks, [Outlook.OffTrack, Outlook.AtRisk, Outlook.OnTrack, Outlook.NotRated], counts.Of),
            FacetOf("schedule", "Schedule", filter.Schedules, [Schedule.Overdue, Schedule.Due, Schedule.Upcoming, Schedule.MetLate, Schedule.MetOnTime, Schedule.NoDate, Schedule.NotApplicable], counts.Of),
            FacetOf("strength", "Strength of wording", filter.Strengths, Enum.GetValues<Strength>(), counts.Of),
            SilentSince(counts, filter),
            new("body", "Lead body", bodies, byBody.Count - bodies.Count),
            FacetOf("stage", "Stage", filter.Stages, Enum.GetValues<Stage>(), counts.Of),
        ];
    }

    /// <summary>The latest years, and whatever is chosen.</summary>
    private static Facet SilentSince(FacetCounts counts, RegisterFilter filter) => new("silentSince", "Silent since",
    [
        .. counts.SilentSince.OrderByDescending(y => y.Key).Select(y => (Since: new Silence(y.Key), Count: y.Value)).Take(MostYears)
            .Concat(filter.SilentSince.Select(s => (Since: s, Count: s.Year is { } year ? counts.SilentSince.GetValueOrDefault(year) : 0)))
            .DistinctBy(s => s.Since)
            .Where(s => s.Since.Year is not null)
            .Select(s => new FacetOption(s.Since.ToString(), s.Since.ToString(), s.Count, filter.SilentSince.Contains(s.Since))),
    ]);

    private static Facet FacetOf<T>(string name, string label, IReadOnlyList<T> chosen, IEnumerable<T> order, Func<T, int> count)
        where T : struct, Enum =>
        new(name, label, [.. order.Select(v => new FacetOption(v.ToString(), v.Name(), count(v), chosen.Contains(v))).Where(o => o.Count > 0 || o.IsChosen)]);
}
