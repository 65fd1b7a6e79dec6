using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Application.People;

/// <summary>A person hands their items over to another, for some days or for good, or one of them ends that.</summary>
public sealed class HandItemsOver(OneWriter writer, Calendar calendar)
{
    /// <exception cref="RefusedException">Every reason against it; nothing was saved.</exception>
    public Task<Guid> ExecuteAsync(Guid? toId, HandOverDays days, Guid personId, CancellationToken ct = default) => writer.WriteAsync(
        async db =>
        {
            var from = await Actors.OfAsync(db, personId, ct);
            var isDemo = await db.Users.Where(p => p.Id == personId).Select(p => p.IsDemo).SingleAsync(ct);
            var to = (await Actors.AmongAsync(db, db.Users.Where(p => p.Id == toId && p.IsDemo == isDemo), ct)).SingleOrDefault();
            var others = await db.HandOvers.AsNoTracking().Where(h => h.FromId == personId && h.EndedAt == null).ToListAsync(ct);
            var handOver = HandOver.Make(days, from, to, others, calendar.Today, calendar.UtcNow);
            db.HandOvers.Add(handOver);
            return handOver.Id;
        },
        ct);

    /// <summary>It gives nothing from now on.</summary>
    /// <exception cref="RefusedException">It is not there, over already, or somebody else's; nothing was saved.</exception>
    public Task EndAsync(Guid handOverId, Guid personId, CancellationToken ct = default) => writer.WriteAsync(
        async db =>
        {
            var actor = await Actors.OfAsync(db, personId, ct);
            var handOver = await db.HandOvers.SingleOrDefaultAsync(h => h.Id == handOverId, ct)
                ?? throw new RefusedException("handover.unknown", "There is no such hand-over.");
            handOver.End(actor, calendar.Today, calendar.UtcNow);
            return handOver;
        },
        ct);
}
