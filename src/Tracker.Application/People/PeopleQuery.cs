using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;

namespace Tracker.Application.People;

/// <summary>An account in the list of people.</summary>
/// <param name="DisabledAt">UTC; null while the account is open.</param>
public sealed record PersonRow(Guid Id, string Name, string? Email, Role Role, IReadOnlyList<string> Bodies, DateTime? DisabledAt, bool IsLockedOut);

/// <summary>An invitation whose link can still be used.</summary>
/// <param name="ExpiresAt">UTC.</param>
public sealed record InvitationRow(Guid Id, string Email, Role Role, IReadOnlyList<string> Bodies, DateTime ExpiresAt);

/// <summary>A body that a person can belong to.</summary>
public sealed record BodyChoice(string Code, string Name, Side Side);

/// <summary>All that the page of people shows.</summary>
public sealed record PeopleView(IReadOnlyList<PersonRow> People, IReadOnlyList<InvitationRow> Invitations);

/// <summary>Who has an account, and who somebody is.</summary>
public sealed class PeopleQuery(IDbContextFactory<TrackerDbContext> contexts, Calendar calendar)
{
    /// <exception cref="RefusedException">The reader is no administrator.</exception>
    public async Task<PeopleView> AllAsync(Guid by, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await Accounts.AdministratorAsync(db, by, ct);

        var people = await db.Users.AsNoTracking().Where(p => !p.IsDemo).OrderBy(p => p.Name).ThenBy(p => p.Id).ToListAsync(ct);
        var now = calendar.UtcNow;
        var invitations = await db.Set<Invitation>().AsNoTracking()
            .Where(i => i.ClosedAt == null && i.ExpiresAt > now && i.Email != null)
            .OrderBy(i => i.ExpiresAt).ThenBy(i => i.Id)
            .ToListAsync(ct);
        return new(
            [.. people.Select(Row)],
            [.. invitations.Select(i => new InvitationRow(i.Id, i.Email!, i.Role, i.Bodies, i.ExpiresAt))]);
    }

    /// <exception cref="RefusedException">The reader is no administrator.</exception>
    public async Task<PersonRow?> OneAsync(Guid personId, Guid by, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await Accounts.AdministratorAsync(db, by, ct);
        var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId && !p.IsDemo, ct);
        return person is null ? null : Row(person);
    }

    /// <summary>The bodies that a person can belong to, by side and name.</summary>
    public async Task<IReadOnlyList<BodyChoice>> BodiesAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var bodies = await db.Bodies.AsNoTracking().Select(b => new BodyChoice(b.Code, b.Name, b.Side)).ToListAsync(ct);
        return [.. bodies.OrderBy(b => b.Side).ThenBy(b => b.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Who somebody is at this moment; <see cref="Actor.Anonymous"/> where the account is closed or gone.</summary>
    public async Task<Actor> WhoIsAsync(Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Actors.FindAsync(db, personId, ct) ?? Actor.Anonymous;
    }

    /// <summary>Whether a sign-in still holds: the account is open, and its sessions were not ended since.</summary>
    /// <param name="stamp">The stamp that the account had at the sign-in.</param>
    public async Task<bool> IsSignInOpenAsync(Guid personId, string? stamp, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var person = await db.Users.AsNoTracking()
            .Where(p => p.Id == personId && p.DisabledAt == null)
            .Select(p => new { p.SecurityStamp, p.IsDemo })
            .SingleOrDefaultAsync(ct);
        return person is not null && person.SecurityStamp == stamp && !(person.IsDemo && await Accounts.AnyAsync(db, ct));
    }

    /// <summary>Whether anybody has an account; people of a demonstration have none.</summary>
    public async Task<bool> AnyAccountAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Accounts.AnyAsync(db, ct);
    }

    private PersonRow Row(Person p) =>
        new(p.Id, p.Name, p.Email, p.Role, p.Bodies, p.DisabledAt, p.LockoutEnd is { } end && end.UtcDateTime > calendar.UtcNow);
}
