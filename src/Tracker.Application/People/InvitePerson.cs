using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Application.People;

/// <summary>Whom an administrator invites, and to what.</summary>
public sealed record Invite(string? Email, Role? Role, IReadOnlyList<string> Bodies);

/// <summary>An administrator invites somebody by a one-time link.</summary>
public sealed class InvitePerson(OneWriter writer, Calendar calendar)
{
    /// <summary>The token of the link; it is not kept and cannot be shown again.</summary>
    /// <exception cref="RefusedException">Every reason against it; nothing was saved.</exception>
    public Task<string> ExecuteAsync(Invite invite, Guid by, CancellationToken ct = default) => writer.WriteAsync(
        async db =>
        {
            await Accounts.AdministratorAsync(db, by, ct);

            List<Refusal> refusals = [.. Accounts.ObjectionsToEmail(invite.Email)];
            if (refusals.Count == 0 && await HasAccountAsync(db, invite.Email!, ct))
            {
                refusals.Add(new("person.email", "Somebody has an account with this e-mail address.", "Email"));
            }

            refusals.AddRange(await Accounts.ObjectionsToPostAsync(db, invite.Role, invite.Bodies, ct));
            RefusedException.ThrowIfAny(refusals);

            // A second invitation takes the place of the first, whose link may be lost.
            var email = invite.Email!.Trim();
            foreach (var earlier in await db.Set<Invitation>().Where(i => i.Email == email && i.ClosedAt == null).ToListAsync(ct))
            {
                earlier.Close(calendar.UtcNow);
            }

            var (invitation, token) = Invitation.For(email, invite.Role!.Value, invite.Bodies.Distinct(), by, calendar.UtcNow);
            db.Add(invitation);
            return token;
        },
        ct);

    /// <summary>Takes an invitation back; its link no longer opens anything.</summary>
    /// <exception cref="RefusedException">Not an administrator.</exception>
    public Task TakeBackAsync(Guid invitationId, Guid by, CancellationToken ct = default) => writer.WriteAsync(
        async db =>
        {
            await Accounts.AdministratorAsync(db, by, ct);
            var invitation = await db.Set<Invitation>().SingleOrDefaultAsync(i => i.Id == invitationId, ct);
            invitation?.Close(calendar.UtcNow);
            return invitation;
        },
        ct);

    private static Task<bool> HasAccountAsync(TrackerDbContext db, string email, CancellationToken ct)
    {
        var normalised = Accounts.Normalise(email);
        return db.Users.AnyAsync(p => p.NormalizedUserName == normalised || p.NormalizedEmail == normalised, ct);
    }
}
