using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Reminders;

/// <summary>
/// Reminds people of targets and meetings 60, 30 and 7 days before, and gives the digests that they
/// chose. Called often, it gives what is due and was not given yet (docs/domain.md, Reminders).
/// </summary>
/// <remarks>
/// Each reminder is written with the mail that carries it, in one transaction and under a key that
/// says what it is about: whenever this is broken off, the next call gives what is missing, and
/// nothing twice. The mails are sent by <see cref="SendMails"/>.
/// </remarks>
public sealed class GiveReminders(
    IDbContextFactory<TrackerDbContext> contexts, OneWriter writer, MyItemsQuery items, MailSettings mail, ReminderNews news, Calendar calendar) : IDisposable
{
    /// <summary>The most reminders that one call gives; the next call goes on.</summary>
    public const int MostPerRun = 5000;

    /// <summary>The most reminders of one transaction, and so of one mail.</summary>
    private const int MostAtOnce = 500;

    /// <summary>Of how many people it is asked at once what they were reminded of.</summary>
    private const int PeopleAtOnce = 100;

    /// <summary>The most lines of a section of a mail.</summary>
    public const int MostLines = 30;

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <returns>How many reminders and digests were given.</returns>
    /// <exception cref="RefusedException">Storage cannot write now; what was written before stays, the rest follows with the next call.</exception>
    public async Task<int> ExecuteAsync(CancellationToken ct = default)
    {
        if (TimeOnly.FromDateTime(calendar.Local(calendar.UtcNow)) < mail.At)
        {
            return 0;
        }

        await _turn.WaitAsync(ct);
        try
        {
            return await RemindAsync(ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<int> RemindAsync(CancellationToken ct)
    {
        var today = calendar.Today;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var matters = await MattersAsync(db, today, ct);
        var given = 0;
        var ids = await db.Users.Where(p => p.DisabledAt == null).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(ct);
        foreach (var some in ids.Chunk(PeopleAtOnce))
        {
            var actors = await Actors.AmongAsync(db, db.Users.Where(p => some.Contains(p.Id)), ct);
            var choices = await db.Users.AsNoTracking()
                .Where(p => some.Contains(p.Id))
                .Select(p => new Choice(p.Id, p.Digest, mail.IsSet && !p.RemindersInAppOnly && p.Email != null && !p.IsDemo, mail.IsSet && p.Email != null && !p.IsDemo))
                .ToDictionaryAsync(c => c.PersonId, ct);
            var before = (await db.Reminders
                    .Where(r => some.Contains(r.PersonId) && r.On >= today && r.Kind != ReminderKind.Digest)
                    .Select(r => new { r.PersonId, r.SubjectId, r.On, r.Offset })
                    .ToListAsync(ct))
                .GroupBy(r => (r.PersonId, r.SubjectId, r.On)).ToDictionary(g => g.Key, g => g.Min(r => r.Offset));
            var following = (await db.Follows.Where(f => some.Contains(f.PersonId)).Select(f => new { f.PersonId, f.ItemId }).ToListAsync(ct))
                .ToLookup(f => f.PersonId, f => f.ItemId);
            var leading = await WhoLeadAsync(db, actors, today, ct);
            foreach (var actor in actors)
            {
                var follows = following[actor.PersonId].ToHashSet();
                var hasItems = follows.Count > 0 || leading.Contains(actor.PersonId);
                var due = matters
                    .Where(m => m.Concerns(actor.Bodies, follows, hasItems) && !(before.GetValueOrDefault((actor.PersonId, m.SubjectId, m.On), int.MaxValue) <= m.Offset))
                    .Take(MostPerRun - given);
                foreach (var batch in due.Chunk(MostAtOnce))
                {
                    await GiveAsync(actor.PersonId, batch, choices[actor.PersonId].WantsMail, ct);
                    given += batch.Length;
                }

                given += await GiveDigestAsync(db, actor, choices[actor.PersonId], today, ct);
                if (given >= MostPerRun)
                {
                    return given;
                }
            }
        }

        return given;
    }

    private async Task GiveAsync(Guid personId, IReadOnlyList<Matter> due, bool byMail, CancellationToken ct)
    {
        await writer.WriteAsync(
            db =>
            {
                var now = calendar.UtcNow;
                var carried = byMail ? new Mail(Guid.CreateVersion7(), personId, SubjectOf(due), [SectionOf(due)], now) : null;
                if (carried is not null)
                {
                    db.Mails.Add(carried);
                }

                db.Reminders.AddRange(due.Select(m => new Reminder(personId, m.Kind, m.SubjectId, m.On, m.Offset, m.Title, m.Said, m.Path, now, carried?.Id)));
                return Task.FromResult(due.Count);
            },
            ct);
        news.Tell(personId);
    }

    /// <summary>What lies ahead of anybody within the largest offset: targets that are not met, meetings that are scheduled; the nearest first.</summary>
    private static async Task<List<Matter>> MattersAsync(TrackerDbContext db, DateOnly today, CancellationToken ct)
    {
        var until = Ahead.Until(today);
        var targets = await db.On(today)
            .Where(s => s.TargetLatest >= today && s.TargetLatest <= until && s.TargetMetOn == null && (s.Phase == Phase.NotStarted || s.Phase == Phase.UnderWay))
            .Select(s => new { s.ItemId, s.Code, s.Title, s.Acronym, s.TargetText, On = s.TargetLatest!.Value, s.Leads })
            .ToListAsync(ct);
        var meetings = await (
            from meeting in db.Meetings.AsNoTracking()
            join item in db.Items on meeting.MechanismId equals item.Id
            join span in db.Spans on meeting.MechanismId equals span.ItemId
            where meeting.Status == MeetingStatus.Scheduled && meeting.On >= today && meeting.On <= until && span.From <= today && today < span.Until
            select new { Meeting = meeting, span.Title, span.Acronym, item.IsReview }).ToListAsync(ct);
        var mechanisms = meetings.Select(m => m.Meeting.MechanismId).ToHashSet();
        var parts = (await db.HeldBodies
                .Where(h => mechanisms.Contains(h.ItemId) && (h.Role == BodyRole.Lead || h.Role == BodyRole.Chair) && h.From <= today && today < h.Until)
                .Select(h => new { h.ItemId, h.Body }).ToListAsync(ct))
            .ToLookup(h => h.ItemId, h => h.Body);
        return
        [
            .. targets
                .Select(t => new Matter(
                    ReminderKind.Target, t.ItemId, t.ItemId, t.On, Ahead.ReachedOn(today, t.On)!.Value, Named(t.Title, t.Acronym ?? t.Code), t.TargetText, $"items/{t.Code}",
                    t.Leads.Split(", ", StringSplitOptions.RemoveEmptyEntries), IsForAll: false))
                .Concat(meetings.Select(m => new Matter(
                    ReminderKind.Meeting, m.Meeting.Id, m.Meeting.MechanismId, m.Meeting.On, Ahead.ReachedOn(today, m.Meeting.On)!.Value,
                    $"{(m.Meeting.Number is { } number ? $"Meeting {number}: " : "")}{Named(m.Title, m.Acronym)}", m.Meeting.Host, $"mechanisms/{m.Meeting.Mechanism}",
                    [.. parts[m.Meeting.MechanismId], .. m.Meeting.Chairs], m.IsReview)))
                .OrderBy(m => m.On).ThenBy(m => m.Title, StringComparer.Ordinal),
        ];
    }

    /// <summary>Those whose bodies lead anything at all: they are reminded of every meeting that reviews the whole.</summary>
    private static async Task<HashSet<Guid>> WhoLeadAsync(TrackerDbContext db, IReadOnlyList<Actor> actors, DateOnly today, CancellationToken ct)
    {
        var bodies = actors.SelectMany(a => a.Bodies).Distinct().ToList();
        var leads = (await db.Bodies
            .Where(b => bodies.Contains(b.Code) && db.HeldBodies.Any(h => h.Body == b.Code && h.Role == BodyRole.Lead && h.From <= today && today < h.Until))
            .Select(b => b.Code).ToListAsync(ct)).ToHashSet();
        return [.. actors.Where(a => a.Bodies.Any(leads.Contains)).Select(a => a.PersonId)];
    }

    private async Task<int> GiveDigestAsync(TrackerDbContext db, Actor actor, Choice choice, DateOnly today, CancellationToken ct)
    {
        if (choice.Digest == DigestEvery.Never)
        {
            return 0;
        }

        // A digest of a week is that of its Monday; who was away then has it on the first day that follows.
        var on = choice.Digest == DigestEvery.Day ? today : today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var last = await db.Reminders
            .Where(r => r.PersonId == actor.PersonId && r.Kind == ReminderKind.Digest)
            .OrderByDescending(r => r.On)
            .Select(r => new { r.On, r.GivenAt })
            .FirstOrDefaultAsync(ct);
        if (last?.On >= on)
        {
            return 0;
        }

        // What the last one told is not told again.
        var since = last?.GivenAt ?? calendar.UtcNow.AddDays(choice.Digest == DigestEvery.Day ? -1 : -7);
        var (pressing, counts) = await PressingAsync(actor, ct);
        var changed = await ChangedAsync(db, actor.PersonId, since, today, ct);
        var title = (pressing.Count, changed.Count) switch
        {
            (0, 0) => "Nothing presses, and nothing that you follow changed",
            (_, 0) => counts,
            (0, _) => $"What you follow changed: {Times(changed.Count)}",
            _ => $"{counts}; what you follow changed: {Times(changed.Count)}",
        };
        var isEmpty = pressing.Count + changed.Count == 0;
        await writer.WriteAsync(
            written =>
            {
                var now = calendar.UtcNow;
                var carried = choice.HasAddress && !isEmpty ? new Mail(Guid.CreateVersion7(), actor.PersonId, $"Your items: {title}", [.. SectionsOf(pressing, counts, changed)], now) : null;
                if (carried is not null)
                {
                    written.Mails.Add(carried);
                }

                written.Reminders.Add(new(actor.PersonId, ReminderKind.Digest, actor.PersonId, on, 0, title, null, "my", now, carried?.Id) { ReadAt = isEmpty ? now : null });
                return Task.FromResult(1);
            },
            ct);
        news.Tell(actor.PersonId);
        return 1;
    }

    /// <summary>What presses among what the bodies of a person lead, the most pressing first, and how much of it there is in words.</summary>
    private async Task<(IReadOnlyList<MyItem> Pressing, string Counts)> PressingAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Bodies.Count == 0)
        {
            return ([], "");
        }

        var view = await items.PageAsync(actor, 1, ct);
        var counts = string.Join(", ", Enum.GetValues<Urgency>().Where(u => u != Urgency.None && view.Counts.ContainsKey(u)).Select(u => $"{view.Counts[u]:N0} {u.InWords()}"));
        return ([.. view.Items.Where(i => i.Urgency != Urgency.None)], counts);
    }

    /// <summary>What others recorded of followed items since an instant (UTC), the newest first.</summary>
    private static async Task<List<MailLine>> ChangedAsync(TrackerDbContext db, Guid personId, DateTime since, DateOnly today, CancellationToken ct) =>
    [
        .. (await (
            from follow in db.Follows
            join entry in db.Entries on follow.ItemId equals entry.ItemId
            join span in db.Spans on follow.ItemId equals span.ItemId
            where follow.PersonId == personId && entry.RecordedAt > since && entry.ById != personId && span.From <= today && today < span.Until
            orderby entry.Position descending
            select new { entry.Type, entry.ByName, span.Code, span.Title, span.Acronym }).Take(MostLines).ToListAsync(ct))
            .Select(e => new MailLine($"{Named(e.Title, e.Acronym ?? e.Code)}: {WordOf(e.Type)} by {e.ByName}", $"items/{e.Code}")),
    ];

    private static IEnumerable<MailSection> SectionsOf(IReadOnlyList<MyItem> pressing, string counts, List<MailLine> changed)
    {
        if (pressing.Count > 0)
        {
            yield return new($"What your bodies lead: {counts}",
            [
                .. pressing.Take(MostLines).Select(i => new MailLine(
                    $"{Named(i.Row.Title, i.Row.Acronym ?? i.Row.Code)}: {i.Urgency.InWords()}{(i.Row.TargetText is { } target ? $" (target: {target})" : "")}", $"items/{i.Row.Code}")),
            ]);
        }

        if (changed.Count > 0)
        {
            yield return new("What you follow", changed);
        }
    }

    private static string SubjectOf(IReadOnlyList<Matter> due) => due is [var one]
        ? $"{WhenOf(one)}: {one.Title}"
        : $"{due.Count} reminders: {due.Count(m => m.Kind == ReminderKind.Target)} targets, {due.Count(m => m.Kind == ReminderKind.Meeting)} meetings";

    private static MailSection SectionOf(IReadOnlyList<Matter> due) => new(null,
    [
        .. due.Take(MostLines).Select(m => new MailLine($"{WhenOf(m)}, {m.On:d MMMM yyyy}: {m.Title}{(m.Said is { } said ? $" ({said})" : "")}", m.Path)),
        .. due.Count > MostLines ? [new MailLine($"{due.Count - MostLines:N0} more", "my/reminders")] : Array.Empty<MailLine>(),
    ]);

    private static string WhenOf(Matter matter) =>
        $"{(matter.Kind == ReminderKind.Target ? "Target" : "Meeting")} within {matter.Offset} days";

    private static string Named(string title, string? acronym) => acronym is null ? title : $"{title} ({acronym})";

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";

    private static string WordOf(EntryType type) => type switch
    {
        EntryType.Opening => "opened",
        EntryType.Revision => "edited",
        EntryType.Assessment => "confirmed or contested",
        EntryType.Void => "an entry was withdrawn",
        _ => "updated",
    };

    /// <summary>A day that lies ahead, and whom it concerns.</summary>
    /// <param name="ItemId">The item whose followers it concerns.</param>
    /// <param name="Bodies">Codes of the bodies whose people it concerns.</param>
    /// <param name="IsForAll">It concerns everybody who has or follows an item: a meeting that reviews the whole.</param>
    private sealed record Matter(
        ReminderKind Kind, Guid SubjectId, Guid ItemId, DateOnly On, int Offset, string Title, string? Said, string Path, IReadOnlyList<string> Bodies, bool IsForAll)
    {
        public bool Concerns(IReadOnlySet<string> bodies, HashSet<Guid> follows, bool hasItems) =>
            (IsForAll && hasItems) || follows.Contains(ItemId) || Bodies.Any(bodies.Contains);
    }

    /// <param name="WantsMail">Reminders go out by mail.</param>
    /// <param name="HasAddress">Mails can be sent to them.</param>
    private sealed record Choice(Guid PersonId, DigestEvery Digest, bool WantsMail, bool HasAddress);
}
