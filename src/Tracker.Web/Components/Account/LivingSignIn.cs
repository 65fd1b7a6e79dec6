using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Tracker.Application.People;

namespace Tracker.Web.Components.Account;

/// <summary>
/// Who is signed in to an open page. A person whose account is closed is signed out of it at once;
/// storage is asked again, too, while the page stays open, so that a password changed elsewhere or an
/// account closed by another process ends it within half a minute.
/// </summary>
/// <remarks>What such a person does in that half minute is refused by the deed, which asks storage itself.</remarks>
public sealed class LivingSignIn : RevalidatingServerAuthenticationStateProvider
{
    private readonly PeopleQuery _people;
    private readonly OpenSessions _sessions;

    public LivingSignIn(ILoggerFactory loggers, PeopleQuery people, OpenSessions sessions)
        : base(loggers)
    {
        (_people, _sessions) = (people, sessions);
        _sessions.Ended += End;
    }

    protected override TimeSpan RevalidationInterval { get; } = TimeSpan.FromSeconds(30);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        _people.HoldsAsync(authenticationState.User, cancellationToken);

    private void End(Guid personId) => _ = EndAsync(personId);

    private async Task EndAsync(Guid personId)
    {
        if ((await GetAuthenticationStateAsync()).User.PersonId() == personId)
        {
            SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
        }
    }

    protected override void Dispose(bool disposing)
    {
        _sessions.Ended -= End;
        base.Dispose(disposing);
    }
}
