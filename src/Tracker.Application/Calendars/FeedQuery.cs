using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Application.Reminders;
using Tracker.Application.Storage;
using Tracker.Application.Storage.Configurations;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Calendars;

/// <summary>A calendar that a person has an address of.</summary>
/// <param name="Name">Of the body or plan; null of one's own.</param>
/// <param name="MadeAt">UTC; when it was made or last renewed.</param>
public sealed record FeedRow(Guid Id, FeedOf Of, string Subject, string? Name, DateTime MadeAt);

/// <summary>A person's calendars, and what is found at their addresses.</summary>
public sealed class FeedQuery(IDbContextFactory<TrackerDbContext> contexts, MailSettings mail, Calendar calendar)
{
    /// <summary>The most days of one calendar; the nearest come first.</summary>
    public const int MostEvents = 500;

    /// <summary>Of how many items with milestones a calendar reads the histories.</summary>
    public const int MostWithMilestones = 300;

    /// <summary>All of a person, their own first.</summary>
    public async Task<IReadOnlyList<FeedRow>> OfAsync(Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var feeds = await db.Feeds.AsNoTracking().Where(f => f.PersonId == personId).OrderBy(f => f.Id).Take(KeepFeed.Most).ToListAsync(ct);
        var subjects = feeds.Select(f => f.Subject).ToList();
        var day = calendar.Today;
        var bodies = await db.Bodies.Where(b => subjects.Contains(b.Code)).ToDictionaryAsync(b => b.Code, b => b.Name, ct);
        var plans = await db.On(day).Where(s => subjects.Contains(s.Code) && s.Kind == Kind.Plan).ToDictionaryAsync(s => s.Code, s => s.Title, ct);
        return
        [
            .. feeds
                .Select(f => new FeedRow(f.Id, f.Of, f.Subject, f.Of switch { FeedOf.Mine => null, FeedOf.Body => bodies.GetValueOrDefault(f.Subject, f.Subject), _ => plans.GetValueOrDefault(f.Subject, f.Subject) }, f.MadeAt))
                .OrderBy(f => f.Of).ThenBy(f => f.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>The name of a body or plan; null where there is none.</summary>
    public async Task<string?> NameOfAsync(FeedOf of, string subject, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return of == FeedOf.Body
            ? await db.Bodies.Where(b => b.Code == subject).Select(b => b.Name).SingleOrDefaultAsync(ct)
            : await db.On(calendar.Today).Where(s => s.Code == subject && s.Kind == Kind.Plan).Select(s => s.Title).SingleOrDefaultAsync(ct);
    }

    /// <summary>The calendar at an address; null where there is none, or where its owner's account is closed.</summary>
    /// <param name="home">Where the reader reached the installation; links lead there where its settings name no public address.</param>
    public async Task<string?> ReadAsync(string token, Uri home, CancellationToken ct = default)
    {
        var hash = Invitation.HashOf(token);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Feeds.AsNoTracking().SingleOrDefaultAsync(f => f.TokenHash == hash, ct) is not { } feed
            || await Actors.FindAsync(db, feed.PersonId, ct) is not { } owner)
        {
            return null;
        }

        var today = calendar.Today;
        var scope = await ScopeAsync(db, feed, owner, today, ct);
        if (scope is null)
        {
            return null;
        }

        // A year back; ahead without an end, as far as the number of days allows.
        var from = today.AddYears(-1);
        var root = (mail.PublicAddress ?? home).AbsoluteUri.TrimEnd('/');
        List<Event> events = [.. await TargetsAsync(db, scope, from, today, root, ct), .. await MilestonesAsync(db, scope, from, today, root, ct)];
        await StampAsync(db, events, ct);
        events.AddRange(await MeetingsAsync(db, scope, from, today, root, ct));
        return CalendarText.Write(scope.Name, Nearest(events, e => e.On, today).OrderBy(e => e.On).ThenBy(e => e.Uid, StringComparer.Ordinal));
    }

    /// <summary>Those ahead, the next first, then those past, the last first, as many as a calendar holds.</summary>
    private static IEnumerable<T> Nearest<T>(IReadOnlyCollection<T> all, Func<T, DateOnly> on, DateOnly today) =>
        all.Where(e => on(e) >= today).OrderBy(on).Concat(all.Where(e => on(e) < today).OrderByDescending(on)).Take(MostEvents);

    /// <summary>What a calendar is about; null where its plan or body is not in the register any more.</summary>
    private static async Task<Scope?> ScopeAsync(TrackerDbContext db, Feed feed, Actor owner, DateOnly today, CancellationToken ct)
    {
        switch (feed.Of)
        {
            case FeedOf.Mine:
                var follows = db.Follows.Where(f => f.PersonId == owner.PersonId).Select(f => f.ItemId);
                var led = LedBy(db, owner.Bodies, today);
                return new("My items", led.Union(follows), owner.Bodies, follows, await led.AnyAsync(ct) || await follows.AnyAsync(ct));
            case FeedOf.Body:
                var bodies = await db.Bodies.AsNoTracking().ToListAsync(ct);
                var codes = Body.WithThoseUnder([feed.Subject], bodies);
                return bodies.Find(b => b.Code == feed.Subject) is { } body ? new(body.Name, LedBy(db, codes, today), codes, null, false) : null;
            default:
                if (await db.On(today).Where(s => s.Code == feed.Subject && s.Kind == Kind.Plan).Select(s => new { s.ItemId, s.Title, s.Acronym }).SingleOrDefaultAsync(ct) is not { } plan)
                {
                    return null;
                }

                var held = db.HeldRelations.Where(r => r.From <= today && today < r.Until);
                var lines = held.Where(r => r.To == feed.Subject && r.Kind == RelationKind.PartOf);
                var implementing = held.Where(r => r.Kind == RelationKind.Implements && (r.To == feed.Subject || lines.Select(l => l.ItemCode).Contains(r.To)));
                var carrying = db.Items.Where(i => held.Any(r => r.ItemId == plan.ItemId && r.Kind == RelationKind.CarriedOutBy && r.To == i.Code)).Select(i => i.Id);
                var items = lines.Select(l => l.ItemId).Union(implementing.Select(l => l.ItemId)).Union(db.Items.Where(i => i.Id == plan.ItemId).Select(i => i.Id));
                return new(plan.Acronym ?? plan.Title, items, new HashSet<string>(), items.Union(carrying), false);
        }
    }

    private static IQueryable<Guid> LedBy(TrackerDbContext db, IReadOnlySet<string> bodies, DateOnly today) =>
        db.HeldBodies.Where(h => h.Role == BodyRole.Lead && h.From <= today && today < h.Until && bodies.Contains(h.Body)).Select(h => h.ItemId);

    private static async Task<IReadOnlyList<Event>> TargetsAsync(TrackerDbContext db, Scope scope, DateOnly from, DateOnly today, string root, CancellationToken ct)
    {
        var targets = db.On(today).Where(s => scope.Items.Contains(s.ItemId) && s.TargetLatest >= from
            && (s.TargetMetOn != null || s.Phase == Phase.NotStarted || s.Phase == Phase.UnderWay));
        List<Span> spans =
        [
            .. await targets.Where(s => s.TargetLatest >= today).OrderBy(s => s.TargetLatest).ThenBy(s => s.Code).Take(MostEvents).ToListAsync(ct),
            .. await targets.Where(s => s.TargetLatest < today).OrderByDescending(s => s.TargetLatest).ThenBy(s => s.Code).Take(MostEvents).ToListAsync(ct),
        ];
        return
        [
            .. spans.Select(s => new Event(
                $"target-{s.ItemId:N}@tracker", s.TargetLatest!.Value, $"{(s.TargetMetOn is null ? "Target" : "Target met")}: {s.Title} ({s.Acronym ?? s.Code})",
                $"{s.Code}: {s.TargetAim!.Value.Name()}, {s.TargetText}{(s.TargetMetOn is { } met ? $". Met on {met:d MMMM yyyy}." : "")}", $"{root}/items/{s.Code}")
            { ItemId = s.ItemId }),
        ];
    }

    private static async Task<IReadOnlyList<Event>> MilestonesAsync(TrackerDbContext db, Scope scope, DateOnly from, DateOnly today, string root, CancellationToken ct)
    {
        // Only these histories are read; the index of entries that name milestones finds them.
        var speaking = db.Entries.FromSqlRaw(ItemConfiguration.SelectWithMilestones).Select(e => e.ItemId);
        var ids = await scope.Items.Where(id => speaking.Contains(id)).OrderBy(id => id).Take(MostWithMilestones).ToListAsync(ct);
        var items = await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).Where(i => ids.Contains(i.Id)).OrderBy(i => i.Code).ToListAsync(ct);
        return
        [
            .. from item in items
               let state = item.StateOn(today)
               where state is not null
               from milestone in state.Milestones.Values
               where milestone.Due?.Latest >= @from && !milestone.IsDropped && (milestone.MetOn is not null || state.Phase is Phase.NotStarted or Phase.UnderWay)
               select new Event(
                   $"milestone-{item.Id:N}-{milestone.Number}@tracker", milestone.Due!.Latest!.Value,
                   $"{(milestone.MetOn is null ? "Milestone" : "Milestone met")}: {milestone.Title} ({state.Profile.Acronym ?? item.Code})",
                   $"{item.Code}: {state.Profile.Title}, {milestone.Due.Text}{(milestone.MetOn is { } met ? $". Met on {met:d MMMM yyyy}." : "")}", $"{root}/items/{item.Code}")
               { ItemId = item.Id },
        ];
    }

    /// <summary>What is said of an item was recorded with its latest entry: the same content has the same instant and number.</summary>
    private static async Task StampAsync(TrackerDbContext db, List<Event> events, CancellationToken ct)
    {
        var ids = events.Select(e => e.ItemId).Distinct().ToList();
        var latest = (await (
                from entry in db.Entries
                where ids.Contains(entry.ItemId)
                group entry by entry.ItemId into journal
                select new { journal.Key, Sequence = journal.Max(e => e.Sequence), At = journal.Max(e => e.RecordedAt) }).ToListAsync(ct))
            .ToDictionary(e => e.Key);
        for (var i = 0; i < events.Count; i++)
        {
            events[i] = events[i] with { Sequence = latest[events[i].ItemId].Sequence, RecordedAt = latest[events[i].ItemId].At };
        }
    }

    private static async Task<IReadOnlyList<Event>> MeetingsAsync(TrackerDbContext db, Scope scope, DateOnly from, DateOnly today, string root, CancellationToken ct)
    {
        var codes = JsonSerializer.Serialize(scope.Bodies);
        var chaired = db.Meetings.FromSql(
            $"SELECT * FROM \"Meetings\" WHERE \"On\" >= {from} AND EXISTS (SELECT 1 FROM json_each(\"Chairs\") AS c WHERE c.value IN (SELECT value FROM json_each({codes})))").Select(m => m.Id);
        var mechanisms = db.HeldBodies
            .Where(h => (h.Role == BodyRole.Lead || h.Role == BodyRole.Chair) && h.From <= today && today < h.Until && scope.Bodies.Contains(h.Body))
            .Select(h => h.ItemId);
        if (scope.Mechanisms is { } named)
        {
            mechanisms = mechanisms.Union(named);
        }

        var meetings =
            from meeting in db.Meetings.AsNoTracking()
            join span in db.On(today) on meeting.MechanismId equals span.ItemId
            where meeting.On >= @from
                && (mechanisms.Contains(meeting.MechanismId) || chaired.Contains(meeting.Id) || (scope.WithReviews && db.Items.Any(i => i.Id == meeting.MechanismId && i.IsReview)))
            select new { Meeting = meeting, span.Title, span.Acronym };
        return
        [
            .. (await meetings.Where(m => m.Meeting.On >= today).OrderBy(m => m.Meeting.On).ThenBy(m => m.Meeting.Id).Take(MostEvents).ToListAsync(ct))
                .Concat(await meetings.Where(m => m.Meeting.On < today).OrderByDescending(m => m.Meeting.On).ThenBy(m => m.Meeting.Id).Take(MostEvents).ToListAsync(ct))
                .Select(m => new Event(
                    $"meeting-{m.Meeting.Id:N}@tracker", m.Meeting.On,
                    $"{(m.Meeting.Number is { } number ? $"Meeting {number}: " : "Meeting: ")}{m.Title}{(m.Acronym is { } acronym ? $" ({acronym})" : "")}",
                    $"{m.Meeting.Mechanism}: {m.Meeting.Status.Name()}", $"{root}/mechanisms/{m.Meeting.Mechanism}")
                {
                    Place = m.Meeting.Host,
                    IsCancelled = m.Meeting.Status == MeetingStatus.Cancelled,
                    Sequence = m.Meeting.Version,
                    RecordedAt = m.Meeting.Changes.Count > 0 ? m.Meeting.Changes[^1].At : m.Meeting.RecordedAt,
                }),
        ];
    }

    /// <param name="Items">Whose targets and milestones are shown.</param>
    /// <param name="Bodies">Codes of the bodies that lead or chair the mechanisms, or chair the meetings, that are shown.</param>
    /// <param name="Mechanisms">Further items whose meetings are shown.</param>
    /// <param name="WithReviews">The meetings that review the whole are shown.</param>
    private sealed record Scope(string Name, IQueryable<Guid> Items, IReadOnlySet<string> Bodies, IQueryable<Guid>? Mechanisms, bool WithReviews);
}
