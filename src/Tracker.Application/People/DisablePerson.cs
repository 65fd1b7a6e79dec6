using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Application.People;

/// <summary>An administrator closes an account, or opens it again. What its owner recorded stays.</summary>
public sealed class DisablePerson(OneWriter writer, OpenSessions sessions, Calendar calendar)
{
    /// <summary>From now on the person cannot sign in, and sessions that are open end, those of open pages too.</summary>
    /// <exception cref="RefusedException">The reason against it; nothing was saved.</exception>
    public async Task ExecuteAsync(Guid personId, Guid by, CancellationToken ct = default)
    {
        await ChangeAsync(personId, by, calendar.UtcNow, ct);
        sessions.End(personId);
    }

    /// <summary>The person can sign in again, with role and bodies as before.</summary>
    /// <exception cref="RefusedException">The reason against it; nothing was saved.</exception>
    public Task ReverseAsync(Guid personId, Guid by, CancellationToken ct = default) =>
        ChangeAsync(personId, by, null, ct);

    private Task<Person> ChangeAsync(Guid personId, Guid by, DateTime? disabledAt, CancellationToken ct) => writer.WriteAsync(
        async db =>
        {
            await Accounts.AdministratorAsync(db, by, ct);
            var person = await db.Users.SingleOrDefaultAsync(p => p.Id == personId && !p.IsDemo, ct)
                ?? throw new RefusedException("person.unknown", "There is no such account.");
            if (disabledAt is not null && person.Role == Role.Administrator && !await Accounts.HasOtherAdministratorAsync(db, personId, ct))
            {
                throw new RefusedException("person.last-administrator", "Name another administrator first: this is the only one.");
            }

            person.DisabledAt = disabledAt;
            Accounts.EndSessions(person);
            return person;
        },
        ct);
}
