using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Tracker.Application.People;
using Tracker.Domain;

namespace Tracker.Web.Components.Account;

/// <summary>
/// What forms of one button lead to. The token against forged requests is checked as the form is
/// read; <see cref="DemoGate"/> says whether those of the demonstration exist.
/// </summary>
public static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/account/sign-out", SignOutAsync).AllowAnonymous();
        routes.MapPost("/account/demo/{key}", SignInDemoAsync).AllowAnonymous();
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, [FromForm(Name = ReturnAddress.Parameter)] string? back)
    {
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Results.LocalRedirect(ReturnAddress.Safe(back));
    }

    private static async Task<IResult> SignInDemoAsync(
        HttpContext context,
        string key,
        DemoPeople demo,
        PersonSignIn signIn,
        [FromForm(Name = ReturnAddress.Parameter)] string? back)
    {
        if (DemoPeople.All.FirstOrDefault(p => p.Key == key) is not { } chosen)
        {
            return Results.NotFound();
        }

        try
        {
            await signIn.SignInAsync(await demo.OpenAsync(chosen, context.RequestAborted), isPersistent: false);
        }
        catch (RefusedException)
        {
            return Results.NotFound();
        }

        return Results.LocalRedirect(ReturnAddress.Safe(back));
    }
}
