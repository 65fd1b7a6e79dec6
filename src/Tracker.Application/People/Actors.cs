using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;

namespace Tracker.Application.People;

/// <summary>Who somebody is at this moment, from storage.</summary>
public static class Actors
{
    /// <exception cref="RefusedException">There is no such account, or it is disabled.</exception>
    public static async Task<Actor> OfAsync(TrackerDbContext db, Guid personId, CancellationToken ct)
    {
        var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId && p.DisabledAt == null, ct)
            ?? throw new RefusedException("permission.account", "Sign in again: this account is not open any more.");
        var bodies = await db.Bodies.AsNoTracking().ToListAsync(ct);
        var sides = bodies.Where(b => person.Bodies.Contains(b.Code)).Select(b => b.Side).Distinct().ToList();
        return new(person.Id, person.Name, person.Role, sides is [var side] ? side : null, Body.WithThoseUnder(person.Bodies, bodies));
    }
}
