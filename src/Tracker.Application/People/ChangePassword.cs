using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Application.People;

/// <summary>Somebody chooses another password; their other sessions end.</summary>
public sealed class ChangePassword(OneWriter writer)
{
    /// <exception cref="RefusedException">Every reason against it; nothing was saved.</exception>
    public Task ExecuteAsync(Guid personId, string? present, string? next, CancellationToken ct = default) => writer.WriteAsync(
        async db =>
        {
            var person = await db.Users.SingleOrDefaultAsync(p => p.Id == personId && p.DisabledAt == null && !p.IsDemo, ct)
                ?? throw new RefusedException("permission.account", "Sign in again: this account is not open any more.");

            List<Refusal> refusals = [.. Passwords.ObjectionsTo(next, person.Name, person.Email)];
            if (!Passwords.Is(person, present))
            {
                refusals.Insert(0, new("person.present-password", "Enter the password that you sign in with now.", "Present"));
            }

            RefusedException.ThrowIfAny(refusals);
            Passwords.Set(person, next!);
            return person;
        },
        ct);
}
