using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Application.People;

/// <summary>An administrator gives somebody another role or other bodies. It holds from the person's next command on.</summary>
public sealed class ChangePerson(OneWriter writer)
{
    /// <exception cref="RefusedException">Every reason against it; nothing was saved.</exception>
    public Task ExecuteAsync(Guid personId, Role? role, IReadOnlyList<string> bodies, Guid by, CancellationToken ct = default) => writer.WriteAsync(
        async db =>
        {
            await Accounts.AdministratorAsync(db, by, ct);
            var person = await db.Users.SingleOrDefaultAsync(p => p.Id == personId && !p.IsDemo, ct)
                ?? throw new RefusedException("person.unknown", "There is no such account.");

            List<Refusal> refusals = [.. await Accounts.ObjectionsToPostAsync(db, role, bodies, ct)];
            if (person.Role == Role.Administrator && person.DisabledAt is null && role != Role.Administrator
                && !await Accounts.HasOtherAdministratorAsync(db, personId, ct))
            {
                refusals.Add(new("person.last-administrator", "Name another administrator first: this is the only one.", "Role"));
            }

            RefusedException.ThrowIfAny(refusals);

            person.Role = role!.Value;
            person.Bodies = [.. bodies.Distinct()];
            person.ConcurrencyStamp = Guid.NewGuid().ToString("N");
            return person;
        },
        ct);
}
