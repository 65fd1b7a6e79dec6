using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Tracker.Application.People;

namespace Tracker.Web.Components.Account;

/// <summary>Signs people in with e-mail address and password; closed accounts and people of a demonstration not.</summary>
public sealed class PersonSignIn(
    UserManager<Person> people,
    IHttpContextAccessor contexts,
    IUserClaimsPrincipalFactory<Person> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Person>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Person> confirmation)
    : SignInManager<Person>(people, contexts, claims, options, logger, schemes, confirmation)
{
    /// <summary>False whatever is wrong, and after the same time, so that nobody learns who has an account.</summary>
    public async Task<bool> TryAsync(string? email, string? password, bool isPersistent)
    {
        var person = email is { Length: > 0 and <= Accounts.MaximumEmail } ? await UserManager.FindByEmailAsync(email.Trim()) : null;
        if (person is null || password is not { Length: > 0 and <= Passwords.MaximumLength } || !await CanSignInAsync(person))
        {
            Passwords.PretendToCheck(password);
            return false;
        }

        return (await PasswordSignInAsync(person, password, isPersistent, lockoutOnFailure: true)).Succeeded;
    }

    public override async Task<bool> CanSignInAsync(Person user) =>
        user is { DisabledAt: null, IsDemo: false } && await base.CanSignInAsync(user);
}
