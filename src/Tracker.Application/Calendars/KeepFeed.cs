using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Application.Calendars;

/// <summary>A person makes, renews or removes a private address of a calendar.</summary>
public sealed class KeepFeed(OneWriter writer, Calendar calendar)
{
    /// <summary>The most calendars of one person.</summary>
    public const int Most = 50;

    /// <summary>Makes it, or renews it where the person has one of the same: at the old address there is nothing any more.</summary>
    /// <param name="subject">Code of the body or plan; empty for one's own.</param>
    /// <returns>The token of the address; it is not kept and cannot be shown again.</returns>
    /// <exception cref="RefusedException">There is no such body or plan, or the person has too many; nothing was saved.</exception>
    public Task<string> ExecuteAsync(FeedOf of, string subject, Guid personId, CancellationToken ct = default) => writer.WriteAsync(
        async db =>
        {
            await Actors.OfAsync(db, personId, ct);
            var day = calendar.Today;
            var isThere = of switch
            {
                FeedOf.Mine => subject.Length == 0,
                FeedOf.Body => await db.Bodies.AnyAsync(b => b.Code == subject, ct),
                FeedOf.Plan => await db.On(day).AnyAsync(s => s.Code == subject && s.Kind == Kind.Plan, ct),
                _ => false,
            };
            if (!isThere)
            {
                throw new RefusedException("feed.subject", "There is no such body or plan.");
            }

            var mine = db.Feeds.Where(f => f.PersonId == personId);
            if (await mine.SingleOrDefaultAsync(f => f.Of == of && f.Subject == subject, ct) is { } present)
            {
                return present.Renew(calendar.UtcNow);
            }

            if (await mine.CountAsync(ct) >= Most)
            {
                throw new RefusedException("feed.most", $"You have {Most} calendars already. Remove one first.");
            }

            var (feed, token) = Feed.For(personId, of, subject, calendar.UtcNow);
            db.Feeds.Add(feed);
            return token;
        },
        ct);

    /// <summary>There is nothing at its address any more; a second time changes nothing.</summary>
    /// <exception cref="RefusedException">The account is not open; nothing was saved.</exception>
    public Task RemoveAsync(Guid feedId, Guid personId, CancellationToken ct = default) => writer.WriteAsync(
        async db =>
        {
            await Actors.OfAsync(db, personId, ct);
            return await db.Feeds.Where(f => f.Id == feedId && f.PersonId == personId).ExecuteDeleteAsync(ct);
        },
        ct);
}
