using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;

namespace Tracker.Application.Reminders;

/// <summary>What tells one reminder of a person from the others.</summary>
public readonly record struct ReminderKey(ReminderKind Kind, Guid SubjectId, DateOnly On, int Offset);

/// <summary>A reminder as the list shows it.</summary>
/// <param name="Mail">Where its mail is; null where none is to be sent.</param>
public sealed record ReminderRow(ReminderKey Key, string Title, string? Words, string Path, DateTime GivenAt, bool IsRead, MailState? Mail);

/// <summary>A followed item.</summary>
public sealed record FollowedRow(string Code, string Title);

/// <summary>A page of a person's reminders, the newest first, with how they come.</summary>
/// <param name="ReadAt">UTC; what was given later is not on the page.</param>
/// <param name="Email">Null where the account has none.</param>
/// <param name="SendsMail">Whether this installation sends mails.</param>
public sealed record RemindersView(
    IReadOnlyList<ReminderRow> Rows, int Total, int Unread, int Page, int Pages, DateTime ReadAt,
    DigestEvery Digest, bool InAppOnly, string? Email, bool SendsMail, int Follows);

/// <summary>What a person was reminded of.</summary>
public sealed class RemindersQuery(IDbContextFactory<TrackerDbContext> contexts, MailSettings mail, Calendar calendar)
{
    public const int PageSize = 50;

    /// <summary>Null for who has no account.</summary>
    public async Task<RemindersView?> PageAsync(Guid personId, int page, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, ct) is not { } person)
        {
            return null;
        }

        var mine = db.Reminders.AsNoTracking().Where(r => r.PersonId == personId);
        var total = await mine.CountAsync(ct);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var rows = await (
            from reminder in mine
            join found in db.Mails on reminder.MailId equals found.Id into mails
            from sent in mails.DefaultIfEmpty()
            orderby reminder.GivenAt descending, reminder.On, reminder.Title, reminder.SubjectId, reminder.Offset
            select new { reminder, State = (MailState?)sent.State }).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        return new(
            [.. rows.Select(r => new ReminderRow(new(r.reminder.Kind, r.reminder.SubjectId, r.reminder.On, r.reminder.Offset), r.reminder.Title, r.reminder.Words, r.reminder.Path, r.reminder.GivenAt, r.reminder.ReadAt is not null, r.State))],
            total,
            await mine.CountAsync(r => r.ReadAt == null, ct),
            page,
            pages,
            calendar.UtcNow,
            person.Digest,
            person.RemindersInAppOnly,
            person.Email,
            mail.IsSet,
            await db.Follows.CountAsync(f => f.PersonId == personId, ct));
    }

    /// <summary>How many the person has not read.</summary>
    public async Task<int> UnreadAsync(Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Reminders.CountAsync(r => r.PersonId == personId && r.ReadAt == null, ct);
    }

    /// <summary>Whether the person follows an item.</summary>
    public async Task<bool> IsFollowedAsync(string code, Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Follows.AnyAsync(f => f.PersonId == personId && db.Items.Any(i => i.Id == f.ItemId && i.Code == code), ct);
    }

    /// <summary>The items that the person follows, by title; at most as many as one can.</summary>
    public async Task<IReadOnlyList<FollowedRow>> FollowedAsync(Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var day = calendar.Today;
        return await (
            from follow in db.Follows
            join span in db.Spans on follow.ItemId equals span.ItemId
            where follow.PersonId == personId && span.From <= day && day < span.Until
            orderby span.Title, span.Code
            select new FollowedRow(span.Code, span.Title)).Take(FollowItem.Most).ToListAsync(ct);
    }
}
