using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Tracker.Application.People;

namespace Tracker.Web.Components.Account;

/// <summary>
/// Who is signed in to an open page, asked of storage again while the page stays open: a person who is
/// disabled, or changes the password elsewhere, is signed out of it within half a minute.
/// </summary>
/// <remarks>What such a person does in that half minute is refused by the deed, which asks storage itself.</remarks>
public sealed class LivingSignIn(ILoggerFactory loggers, PeopleQuery people) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval { get; } = TimeSpan.FromSeconds(30);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        people.HoldsAsync(authenticationState.User, cancellationToken);
}
