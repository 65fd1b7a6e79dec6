using Microsoft.EntityFrameworkCore;
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
    public static async Task<Actor?> FindAsync(TrackerDbContext db, Guid personId, CancellationToken ct)
    {
        var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId && p.DisabledAt == null, ct);
        if (person is null || (person.IsDemo && await Accounts.AnyAsync(db, ct)))
        {
            return null;
        }

        var bodies = await db.Bodies.AsNoTracking().ToListAsync(ct);
        var sides = bodies.Where(b => person.Bodies.Contains(b.Code)).Select(b => b.Side).Distinct().ToList();
        return new(person.Id, person.Name, person.Role, sides is [var side] ? side : null, Body.WithThoseUnder(person.Bodies, bodies));
    }
}
