using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Application.People;

/// <summary>What somebody enters to open the account that a link offers.</summary>
/// <param name="Email">Asked of the first administrator only; an invitation names it.</param>
public sealed record Joining(string? Name, string? Email, string? Password);

/// <summary>What a link offers.</summary>
/// <param name="Email">None for the first administrator.</param>
public sealed record Offer(string? Email, Role Role, IReadOnlyList<string> Bodies);

/// <summary>Somebody opens an account with a one-time link.</summary>
public sealed class AcceptInvitation(OneWriter writer, IDbContextFactory<TrackerDbContext> contexts, Calendar calendar)
{
    private static readonly Refusal _closed = new(
        "invitation.closed",
        "This link has been used, has run out or was replaced by a later one. Ask the administrator for a new invitation; where there is no account yet, restart the application for a new link.");

    /// <summary>What the link offers, or null where it opens nothing.</summary>
    public async Task<Offer?> OfferAsync(string? token, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await OpenAsync(db, token, ct) is { } invitation
            ? new(invitation.Email, invitation.Role, invitation.Bodies)
            : null;
    }

    /// <summary>The new account's id.</summary>
    /// <exception cref="RefusedException">Every reason against it; nothing was saved and the link can be used again.</exception>
    public Task<Guid> ExecuteAsync(string? token, Joining joining, CancellationToken ct = default) => writer.WriteAsync(
        async db =>
        {
            var invitation = await OpenAsync(db, token, ct) ?? throw new RefusedException([_closed]);
            var email = (invitation.Email ?? joining.Email)?.Trim();

            List<Refusal> refusals =
            [
                .. Accounts.ObjectionsToName(joining.Name),
                .. Accounts.ObjectionsToEmail(email),
                .. Passwords.ObjectionsTo(joining.Password, joining.Name, email),
            ];
            RefusedException.ThrowIfAny(refusals);

            var normalised = Accounts.Normalise(email!);
            if (await db.Users.AnyAsync(p => p.NormalizedUserName == normalised || p.NormalizedEmail == normalised, ct))
            {
                throw new RefusedException("person.email", "Somebody has an account with this e-mail address.", "Email");
            }

            var person = new Person
            {
                Id = Guid.CreateVersion7(),
                Name = joining.Name!.Trim(),
                UserName = email,
                NormalizedUserName = normalised,
                Email = email,
                NormalizedEmail = normalised,
                EmailConfirmed = true,
                LockoutEnabled = true,
                Role = invitation.Role,
                Bodies = [.. invitation.Bodies],
            };
            Passwords.Set(person, joining.Password!);
            db.Users.Add(person);
            invitation.Close(calendar.UtcNow);
            return person.Id;
        },
        ct);

    private async Task<Invitation?> OpenAsync(TrackerDbContext db, string? token, CancellationToken ct)
    {
        if (token is not { Length: > 0 and <= 100 })
        {
            return null;
        }

        var hash = Invitation.HashOf(token);
        var invitation = await db.Set<Invitation>().SingleOrDefaultAsync(i => i.TokenHash == hash, ct);
        return invitation is not null
            && invitation.IsOpenAt(calendar.UtcNow)
            && !(invitation.IsForFirstAdministrator && await Accounts.AnyAsync(db, ct))
                ? invitation
                : null;
    }
}
