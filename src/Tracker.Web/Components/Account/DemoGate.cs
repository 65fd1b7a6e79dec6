using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Tracker.Web.Components.Account;

/// <summary>
/// Where a condition of the demonstration fails, its addresses do not exist, and every request of one
/// of its people is refused and ends their session.
/// </summary>
public sealed class DemoGate(RequestDelegate next, DemoConditions conditions)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var isOfDemo = context.User.IsDemo();
        var isForDemo = context.Request.Path.StartsWithSegments("/account/demo");
        if ((!isOfDemo && !isForDemo) || await conditions.HoldAsync(context))
        {
            await next(context);
            return;
        }

        if (!isOfDemo)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync("The demonstration is over here, and this session has ended. Load the page again to go on.", context.RequestAborted);
    }
}
