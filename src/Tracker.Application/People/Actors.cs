using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;

namespace Tracker.Application.People;

/// <summary>Who somebody is at this moment, from storage.</summary>
public static class Actors
{
    /// <exception cref="RefusedException">There is no such account, or it is not open any more.</exception>
    public static async Task<Actor> OfAsync(TrackerDbContext db, Guid personId, CancellationToken ct) =>
        await FindAsync(db, personId, ct)
            ?? throw new RefusedException("permission.account", "Sign in again: this account is not open any more.");

    /// <summary>Null where there is no such account, where it is disabled, or where it is of a demonstration that is over.</summary>
    public static async Task<Actor?> FindAsync(TrackerDbContext db, Guid personId, CancellationToken ct) =>
        (await AmongAsync(db, db.Users.Where(p => p.Id == personId), ct)).SingleOrDefault();

    /// <summary>Those among some people whose account is open, in the order of their ids.</summary>
    internal static async Task<IReadOnlyList<Actor>> AmongAsync(TrackerDbContext db, IQueryable<Person> people, CancellationToken ct)
    {
        var isDemoOver = await Accounts.AnyAsync(db, ct);
        var open = await people.AsNoTracking().Where(p => p.DisabledAt == null && !(p.IsDemo && isDemoOver)).OrderBy(p => p.Id).ToListAsync(ct);
        if (open.Count == 0)
        {
            return [];
        }

        // What is handed over depends on the day, which rights otherwise do not.
        var today = db.GetService<Calendar>().Today;
        var ids = open.Select(p => p.Id).ToList();
        var handed = await (
            from handOver in db.HandOvers.AsNoTracking()
            join giver in db.Users on handOver.FromId equals giver.Id
            where ids.Contains(handOver.ToId) && handOver.EndedAt == null && handOver.FirstOn <= today && (handOver.LastOn == null || today <= handOver.LastOn)
            select new { handOver.ToId, giver.Role, giver.Bodies }).ToListAsync(ct);
        var bodies = await db.Bodies.AsNoTracking().ToListAsync(ct);
        var sides = bodies.ToDictionary(b => b.Code, b => b.Side);
        return [.. open.Select(person =>
        {
            // A giver who has changed sides or no longer reports has nothing to give.
            var side = SideOf(person.Bodies);
            var given = handed.Where(h => h.ToId == person.Id && Permissions.MayReport(person.Role) && Permissions.MayReport(h.Role) && side is not null && SideOf(h.Bodies) == side).SelectMany(h => h.Bodies).ToList();
            var own = Body.WithThoseUnder(person.Bodies, bodies);
            return new Actor(person.Id, person.Name, person.Role, side, given.Count == 0 ? own : Body.WithThoseUnder([.. own, .. given], bodies)) { OwnBodies = own };
        })];

        Side? SideOf(IEnumerable<string> codes) =>
            codes.Where(sides.ContainsKey).Select(c => sides[c]).Distinct().ToList() is [var side] ? side : null;
    }
}
