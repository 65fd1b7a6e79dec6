using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Application.People;

/// <summary>What every account keeps to, whoever opens or changes it.</summary>
public static class Accounts
{
    /// <summary>In characters.</summary>
    public const int MaximumName = 100;

    /// <summary>In characters.</summary>
    public const int MaximumEmail = 254;

    private const int MaximumBodies = 50;

    /// <summary>Whether anybody has an account; people of a demonstration have none.</summary>
    public static Task<bool> AnyAsync(TrackerDbContext db, CancellationToken ct = default) =>
        db.Users.AnyAsync(p => !p.IsDemo, ct);

    /// <summary>The form in which names and addresses are compared.</summary>
    public static string Normalise(string text) => text.Trim().Normalize().ToUpperInvariant();

    /// <summary>What is against a name; empty where it can be used.</summary>
    public static IEnumerable<Refusal> ObjectionsToName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > MaximumName || name.Any(char.IsControl))
        {
            yield return new("person.name", $"Enter your name as the history of items shall show it, at most {MaximumName} characters.", "Name");
        }
    }

    /// <summary>What is against an address; whether somebody has it already is asked elsewhere.</summary>
    public static IEnumerable<Refusal> ObjectionsToEmail(string? email)
    {
        var text = email?.Trim() ?? "";
        if (text.Length is 0 or > MaximumEmail || text.Any(char.IsWhiteSpace) || !MailAddress.TryCreate(text, out var address) || address.Address != text)
        {
            yield return new("person.email", "Enter an e-mail address such as name@ministry.example.", "Email");
        }
    }

    /// <summary>Role and bodies fit each other and exist.</summary>
    public static async Task<IReadOnlyList<Refusal>> ObjectionsToPostAsync(TrackerDbContext db, Role? role, IReadOnlyCollection<string> bodies, CancellationToken ct)
    {
        List<Refusal> refusals = [];
        if (role is null || !Enum.IsDefined(role.Value))
        {
            refusals.Add(new("person.role", "Choose a role.", "Role"));
        }

        if (role == Role.Official && bodies.Count == 0)
        {
            refusals.Add(new("person.bodies", "Choose at least one body: an official reports on items that it leads.", "Bodies"));
        }

        if (bodies.Count > MaximumBodies)
        {
            refusals.Add(new("person.bodies", $"Choose at most {MaximumBodies} bodies; a body stands for those under it.", "Bodies"));
        }
        else if (await db.Bodies.CountAsync(b => bodies.Contains(b.Code), ct) is var known && known != bodies.Distinct().Count())
        {
            refusals.Add(new("person.bodies", "One of these bodies is not in the register. Choose from the list.", "Bodies"));
        }

        return refusals;
    }

    /// <exception cref="RefusedException">The person may not manage accounts, by the role that storage gives at this moment.</exception>
    public static async Task<Actor> AdministratorAsync(TrackerDbContext db, Guid personId, CancellationToken ct)
    {
        var actor = await Actors.OfAsync(db, personId, ct);
        if (Permissions.ToAdminister(actor) is { } refusal)
        {
            throw new RefusedException([refusal]);
        }

        return actor;
    }

    /// <summary>Whether somebody else with an open account could still manage accounts.</summary>
    public static Task<bool> HasOtherAdministratorAsync(TrackerDbContext db, Guid personId, CancellationToken ct) =>
        db.Users.AnyAsync(p => p.Id != personId && !p.IsDemo && p.Role == Role.Administrator && p.DisabledAt == null, ct);

    /// <summary>Ends every session of the person: what they signed in with no longer matches.</summary>
    public static void EndSessions(Person person)
    {
        person.SecurityStamp = Guid.NewGuid().ToString("N");
        person.ConcurrencyStamp = Guid.NewGuid().ToString("N");
    }
}
