using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Tracker.Application.People;

namespace Tracker.Web.Components.Account;

/// <summary>
/// What the sign-in cookie says: who, and whether of a demonstration. Role and bodies are not in it;
/// they are asked of storage each time.
/// </summary>
public sealed class PersonClaims(UserManager<Person> people, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Person>(people, options)
{
    public const string Demo = "tracker:demo";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (user.IsDemo)
        {
            identity.AddClaim(new(Demo, "true"));
        }

        return identity;
    }
}

public static class Principals
{
    private static readonly string _stamp = new ClaimsIdentityOptions().SecurityStampClaimType;

    /// <summary>Whether storage still knows this sign-in: the account is open, and no session of it was ended since.</summary>
    public static async Task<bool> HoldsAsync(this PeopleQuery people, ClaimsPrincipal principal, CancellationToken ct) =>
        principal.PersonId() is { } id
        && await people.IsSignInOpenAsync(id, principal.FindFirstValue(_stamp), ct);

    public static bool IsDemo(this ClaimsPrincipal principal) => principal.HasClaim(c => c.Type == PersonClaims.Demo);

    /// <summary>The account's id, or null for somebody not signed in.</summary>
    public static Guid? PersonId(this ClaimsPrincipal principal) =>
        principal.Identity?.IsAuthenticated == true && Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
}
