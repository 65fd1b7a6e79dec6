using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Mechanisms;

/// <summary>A mechanism in the list.</summary>
/// <param name="Held">Meetings that were held by the day.</param>
/// <param name="LastOn">The day of the last of them.</param>
/// <param name="NextOn">The day for which the next meeting is scheduled, where one was known on the day.</param>
public sealed record MechanismRow(RegisterRow Item, bool IsReview, int Held, DateOnly? LastOn, DateOnly? NextOn, MeetingCycle Cycle);

/// <summary>A page of the list of mechanisms.</summary>
/// <param name="Active">How many of all mechanisms are active.</param>
/// <param name="Page">From 1; one out of range reads as the last.</param>
public sealed record MechanismList(IReadOnlyList<MechanismRow> Rows, int Total, int Active, int Page, int Pages);

/// <summary>An item that a meeting asked to take up, as it stands on the day shown.</summary>
/// <param name="Title">Null where the item is not in the register on that day.</param>
public sealed record FollowUpItem(string Code, string? Title, Stage? Stage, Phase? Phase, Stage? Held);

/// <summary>A meeting as its mechanism's page shows it.</summary>
/// <param name="Status">As it stood on the day shown: what is scheduled for a later day reads so, whatever became of it.</param>
/// <param name="Chairs">Bodies by their names.</param>
/// <param name="OutcomeTitle">The title of the outcome document.</param>
public sealed record MeetingRow(Meeting Meeting, MeetingReport Report, IReadOnlyList<BodyName> Chairs, string? OutcomeTitle, IReadOnlyList<FollowUpItem> FollowUps)
{
    public MeetingStatus Status => Report.Status;

    public DateOnly On => Report.On;
}

/// <summary>One mechanism, as of a day.</summary>
/// <param name="Chairs">Who chairs it, as recorded last.</param>
/// <param name="WorkCycle">The cycle that it works in, as recorded last.</param>
/// <param name="LastHeld">Its last held meeting; null where none is recorded.</param>
/// <param name="Ahead">Meetings after the day that were known on it, the next first.</param>
/// <param name="Past">Meetings up to the day, the newest first, on this page.</param>
/// <param name="Page">From 1; one out of range reads as the last.</param>
public sealed record MechanismView(
    RegisterRow Item, bool IsReview, MeetingCycle Cycle, string? Chairs, string? WorkCycle, int HeldTotal, Meeting? LastHeld,
    IReadOnlyList<MeetingRow> Ahead, IReadOnlyList<MeetingRow> Past, int PastTotal, int Page, int Pages)
{
    /// <summary>The next meeting that is scheduled for a later day.</summary>
    public MeetingRow? Next => Ahead.FirstOrDefault(m => m.Status == MeetingStatus.Scheduled);
}

/// <summary>What a form that changes a meeting begins with.</summary>
public sealed record MeetingOfMechanism(RegisterRow Item, Meeting? Meeting, int? NextNumber, IReadOnlyDictionary<string, string> Titles);

/// <summary>Mechanisms, their meetings and when they are to meet.</summary>
public sealed class MechanismQuery(IDbContextFactory<TrackerDbContext> contexts, Census census, Calendar calendar)
{
    /// <summary>Rows of a page, of the list and of the meetings of one mechanism.</summary>
    public const int PageSize = 50;

    /// <summary>The most meetings that a choice offers.</summary>
    public const int MostCutOffs = 50;

    /// <summary>Those that review the whole first, then those that met last.</summary>
    public async Task<MechanismList> AllAsync(DateOnly day, int page = 1, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var mechanisms = await census.FindAsync(db, day, (ref f) => f.Kind == Kind.Mechanism, ct);
        var review = (await db.Items.Where(i => i.IsReview).Select(i => i.Id).ToListAsync(ct)).ToHashSet();
        var held = await db.Meetings
            .Where(m => m.Status == MeetingStatus.Held && m.On <= day)
            .GroupBy(m => m.MechanismId)
            .Select(g => new { g.Key, Last = g.Max(m => m.On), Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, ct);
        var (shown, pages) = Paged(page, mechanisms.Count);
        var ids = mechanisms
            .OrderByDescending(m => review.Contains(m.Item.Id))
            .ThenByDescending(m => held.GetValueOrDefault(m.Item.Id)?.Last)
            .ThenBy(m => m.Item.Code, StringComparer.Ordinal)
            .Skip((shown - 1) * PageSize).Take(PageSize)
            .Select(m => m.Item.Id).ToList();

        var spans = await db.On(day).Where(s => ids.Contains(s.ItemId)).ToDictionaryAsync(s => s.ItemId, ct);
        var ahead = await AheadAsync(db, ids, day, ct);
        var items = await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        var names = await db.BodyNamesAsync(ct);
        return new(
            [
                .. ids.Where(spans.ContainsKey).Select(id => new MechanismRow(
                    spans[id].ToRow(names, day, calendar.RulesOn(day)),
                    review.Contains(id),
                    held.GetValueOrDefault(id)?.Count ?? 0,
                    held.GetValueOrDefault(id)?.Last,
                    ahead.Find(m => m.Meeting.MechanismId == id && m.Report.Status == MeetingStatus.Scheduled).Report?.On,
                    MeetingCycle.Of(items[id], day, held.GetValueOrDefault(id)?.Last))),
            ],
            mechanisms.Count,
            mechanisms.Count(m => m.Facets.Stage == Stage.Active),
            shown,
            pages);
    }

    /// <summary>Null where there is no such mechanism on that day.</summary>
    /// <param name="showing">A meeting that is to be on the page, whichever page it is.</param>
    public async Task<MechanismView?> AsOfAsync(string code, DateOnly day, int page = 1, Guid? showing = null, CancellationToken ct = default)
    {
        if (!Codes.IsCode(code))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.On(day).SingleOrDefaultAsync(s => s.Code == code && s.Kind == Kind.Mechanism, ct) is not { } span)
        {
            return null;
        }

        var item = await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).SingleAsync(i => i.Id == span.ItemId, ct);
        var past = db.Meetings.AsNoTracking().Where(m => m.MechanismId == item.Id && m.On <= day);
        var total = await past.CountAsync(ct);
        if (showing is { } id && await past.Where(m => m.Id == id).Select(m => (DateOnly?)m.On).SingleOrDefaultAsync(ct) is { } on)
        {
            page = (await past.CountAsync(m => m.On > on, ct) / PageSize) + 1;
        }

        var (shown, pages) = Paged(page, total);
        var newest = await past.OrderByDescending(m => m.On).ThenByDescending(m => m.Number).Skip((shown - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        var held = past.Where(m => m.Status == MeetingStatus.Held);
        var last = await held.OrderByDescending(m => m.On).ThenBy(m => m.Id).FirstOrDefaultAsync(ct);
        var ahead = await AheadAsync(db, [item.Id], day, ct);
        var names = await db.BodyNamesAsync(ct);
        var rows = await RowsAsync(db, [.. ahead, .. newest.Select(m => (m, m.Report))], names, day, ct);
        return new(
            span.ToRow(names, day, calendar.RulesOn(day)),
            item.IsReview,
            MeetingCycle.Of(item, day, last?.On),
            MeetingCycle.LastSaid(item, Fact.Chairs, day),
            MeetingCycle.LastSaid(item, Fact.Cycle, day),
            await held.CountAsync(ct),
            last,
            [.. rows.Take(ahead.Count)],
            [.. rows.Skip(ahead.Count)],
            total,
            shown,
            pages);
    }

    /// <summary>What the form for a meeting begins with, today; null where there is no such mechanism, or no such meeting of it.</summary>
    /// <param name="meeting">Null for a new one.</param>
    public async Task<MeetingOfMechanism?> ForFormAsync(string code, Guid? meeting, CancellationToken ct = default)
    {
        if (!Codes.IsCode(code))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var day = calendar.Today;
        if (await db.On(day).SingleOrDefaultAsync(s => s.Code == code && s.Kind == Kind.Mechanism, ct) is not { } span)
        {
            return null;
        }

        var found = meeting is { } id ? await db.Meetings.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.MechanismId == span.ItemId, ct) : null;
        if (meeting is not null && found is null)
        {
            return null;
        }

        var highest = await db.Meetings.Where(m => m.MechanismId == span.ItemId && m.Status != MeetingStatus.Cancelled).MaxAsync(m => m.Number, ct);
        var codes = found?.FollowUps?.Items ?? [];
        return new(
            span.ToRow(await db.BodyNamesAsync(ct), day, calendar.RulesOn(day)),
            found,
            highest + 1,
            await db.On(day).Where(s => codes.Contains(s.Code)).ToDictionaryAsync(s => s.Code, s => s.Title, ct));
    }

    /// <summary>Meetings that were held before the day, from which changes can be counted: of review mechanisms first, then the newest.</summary>
    public async Task<IReadOnlyList<CutOff>> CutOffsAsync(DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var before = day.AddDays(-1);
        var review = await db.OfReviewsAsync(day, before, MostCutOffs, ct);
        return review.Count == MostCutOffs ? review : [.. review, .. await db.OfOthersAsync(day, before, MostCutOffs - review.Count, ct)];
    }

    /// <summary>What was known on a day of meetings that lie after it, the next first.</summary>
    /// <remarks>
    /// Known is what was recorded by then (docs/domain.md, Meetings): a meeting recorded later is left out, and one changed later
    /// reads as it did. None reads as held before its day, whenever an older version recorded it.
    /// </remarks>
    internal async Task<List<(Meeting Meeting, MeetingReport Report)>> AheadAsync(TrackerDbContext db, List<Guid> mechanisms, DateOnly day, CancellationToken ct)
    {
        var later = await db.Meetings.AsNoTracking()
            .Where(m => mechanisms.Contains(m.MechanismId) && m.On > day)
            .OrderBy(m => m.On)
            .Take(PageSize * 4)
            .ToListAsync(ct);
        return
        [
            .. from meeting in later
               where calendar.DayOf(meeting.RecordedAt) <= day
               let changed = meeting.Changes.FirstOrDefault(c => calendar.DayOf(c.At) > day)
               let report = changed?.Before ?? meeting.Report
               where report.Status != MeetingStatus.Held || report.On <= day
               orderby report.On
               select (meeting, report),
        ];
    }

    private static async Task<List<MeetingRow>> RowsAsync(
        TrackerDbContext db, List<(Meeting Meeting, MeetingReport Report)> meetings, IReadOnlyDictionary<string, BodyName> names, DateOnly day, CancellationToken ct)
    {
        var documents = meetings.Select(m => m.Report.OutcomeDocument).OfType<string>().Distinct().ToList();
        var titles = await db.Documents.Where(d => documents.Contains(d.Code)).ToDictionaryAsync(d => d.Code, d => d.Title, ct);
        var codes = meetings.SelectMany(m => m.Report.FollowUps?.Items ?? []).Distinct().ToList();
        var items = await db.On(day).Where(s => codes.Contains(s.Code)).ToDictionaryAsync(s => s.Code, ct);
        FollowUpItem Item(string code) =>
            items.TryGetValue(code, out var span) ? new(code, span.Title, span.Stage, span.Phase, span.Held) : new(code, null, null, null, null);
        return meetings.ConvertAll(m => new MeetingRow(
            m.Meeting,
            m.Report,
            [.. m.Report.Chairs.Select(c => names.GetValueOrDefault(c) ?? new(c, c, Side.ThirdParty))],
            m.Report.OutcomeDocument is { } document ? titles.GetValueOrDefault(document, document) : null,
            [.. (m.Report.FollowUps?.Items ?? []).Select(Item)]));
    }

    private static (int Page, int Pages) Paged(int page, int total)
    {
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        return (Math.Clamp(page, 1, pages), pages);
    }
}
