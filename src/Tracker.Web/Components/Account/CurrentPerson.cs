using Microsoft.AspNetCore.Components.Authorization;
using Tracker.Application.People;
using Tracker.Domain;

namespace Tracker.Web.Components.Account;

/// <summary>The person who looks at the page.</summary>
public sealed class CurrentPerson(AuthenticationStateProvider state, PeopleQuery people)
{
    /// <summary>The id for a deed; <see cref="Guid.Empty"/>, which no account has, for somebody not signed in.</summary>
    public async Task<Guid> IdAsync() => (await state.GetAuthenticationStateAsync()).User.PersonId() ?? Guid.Empty;

    /// <summary>Role, side and bodies as storage has them now; <see cref="Actor.Anonymous"/> for somebody not signed in.</summary>
    public async Task<Actor> ActorAsync(CancellationToken ct = default) =>
        await IdAsync() is var id && id != Guid.Empty ? await people.WhoIsAsync(id, ct) : Actor.Anonymous;
}
