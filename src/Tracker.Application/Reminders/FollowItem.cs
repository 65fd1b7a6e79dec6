using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Application.Reminders;

/// <summary>A person follows an item, or no longer does; a second time changes nothing.</summary>
public sealed class FollowItem(OneWriter writer, Calendar calendar)
{
    /// <summary>The most items that one person follows.</summary>
    public const int Most = 1000;

    /// <exception cref="RefusedException">There is no such item, the account is not open, or too many are followed; nothing was saved.</exception>
    public Task ExecuteAsync(string code, bool follows, Guid personId, CancellationToken ct = default) => writer.WriteAsync(
        async db =>
        {
            var actor = await Actors.OfAsync(db, personId, ct);
            var item = (await db.Items.AsNoTracking().SingleOrDefaultAsync(i => i.Code == code, ct))
                ?? throw new RefusedException("item.unknown", $"There is no item {Journals.Shortened(code)}.");
            var mine = db.Follows.Where(f => f.PersonId == actor.PersonId);
            if (!follows)
            {
                return await mine.Where(f => f.ItemId == item.Id).ExecuteDeleteAsync(ct) > 0;
            }

            if (await mine.AnyAsync(f => f.ItemId == item.Id, ct))
            {
                return false;
            }

            if (await mine.CountAsync(ct) >= Most)
            {
                throw new RefusedException("follow.most", $"You follow {Most:N0} items already. Stop following one first.");
            }

            db.Follows.Add(new(actor.PersonId, item.Id, calendar.UtcNow));
            return true;
        },
        ct);
}
