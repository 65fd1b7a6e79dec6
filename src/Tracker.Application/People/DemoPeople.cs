using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Application.People;

/// <summary>One of the people with whom the application can be tried out on the machine it runs on.</summary>
/// <param name="Key">Names the person in the address that signs them in.</param>
public sealed record DemoPerson(string Key, string Name, Role Role, string Says, params string[] Bodies);

/// <summary>
/// The people of a demonstration. They have no password, are marked in storage, and never count as
/// accounts; whether they may sign in is for the web to say, at every request.
/// </summary>
public sealed class DemoPeople(OneWriter writer)
{
    /// <summary>One of each role that does something; an official of each side.</summary>
    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("official-rok", "Demo official, ROK", Role.Official, "records updates of items that the Republic of Korea leads", "ROK"),
        new("official-asean", "Demo official, ASEAN", Role.Official, "records updates of items that ASEAN or a body under it leads", "ASEAN"),
        new("manager", "Demo manager, ROK", Role.Manager, "reads everything, confirms or contests for the Korean side", "ROK"),
        new("register-keeper", "Demo register keeper", Role.RegisterKeeper, "adds and edits items, updates all of them"),
        new("administrator", "Demo administrator", Role.Administrator, "invites people, changes roles"),
    ];

    /// <summary>The account behind one of them, created when it is first needed.</summary>
    /// <exception cref="RefusedException">Somebody has a real account, so the demonstration is over.</exception>
    public Task<Person> OpenAsync(DemoPerson demo, CancellationToken ct = default) => writer.WriteAsync(
        async db =>
        {
            if (await Accounts.AnyAsync(db, ct))
            {
                throw new RefusedException("demo.over", "Somebody has an account: the demonstration is over.");
            }

            var userName = $"demo-{demo.Key}";
            var normalised = Accounts.Normalise(userName);
            var person = await db.Users.SingleOrDefaultAsync(p => p.NormalizedUserName == normalised, ct);
            if (person is null)
            {
                person = new Person { Id = Guid.CreateVersion7(), IsDemo = true, UserName = userName, NormalizedUserName = normalised };
                Accounts.EndSessions(person);
                db.Users.Add(person);
            }

            person.Name = demo.Name;
            person.Role = demo.Role;
            person.Bodies = [.. demo.Bodies];
            return person;
        },
        ct);
}
