using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Tracker.Application.People;
using Tracker.Application.Storage;

namespace Tracker.Web.Components.Account;

public static class SignInRegistration
{
    /// <summary>Who may come in and who stays signed in.</summary>
    /// <param name="keys">The folder of the keys that protect cookies; kept, so that a restart signs nobody out.</param>
    public static IServiceCollection AddSignIn(this IServiceCollection services, Settings settings, DirectoryInfo keys)
    {
        services.AddDataProtection().SetApplicationName("Tracker").PersistKeysToFileSystem(keys);
        services.AddHttpContextAccessor();
        services.AddAntiforgery(forms => forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddIdentityCore<Person>(options =>
            {
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<TrackerDbContext>()
            .AddClaimsPrincipalFactory<PersonClaims>()
            .AddSignInManager<PersonSignIn>();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "tracker";
            cookie.LoginPath = "/account/sign-in";
            cookie.ReturnUrlParameter = ReturnAddress.Parameter;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            cookie.SlidingExpiration = true;
            cookie.Events.OnValidatePrincipal = EndClosedSessionsAsync;
        });

        // Reading is open to everybody only where the installation says so; a form asks storage by itself.
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(settings.PublicRead ? null : new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

        services.AddScoped<AuthenticationStateProvider, LivingSignIn>();
        services.AddScoped<CurrentPerson>();
        services.AddSingleton<DemoConditions>();
        return services;
    }

    private static async Task EndClosedSessionsAsync(Microsoft.AspNetCore.Authentication.Cookies.CookieValidatePrincipalContext context)
    {
        var people = context.HttpContext.RequestServices.GetRequiredService<PeopleQuery>();
        if (context.Principal is null || !await people.HoldsAsync(context.Principal, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
    }
}
