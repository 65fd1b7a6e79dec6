using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.ResponseCompression;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Web.Components;

namespace Tracker.Web;

/// <summary>From a prepared application to one that serves, and what the console says of it.</summary>
public static class StartUp
{
    /// <summary>Serves until it is told to stop.</summary>
    /// <exception cref="StartUpException">An address cannot be listened on; the message says which and what to do.</exception>
    public static async Task ServeAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception failure)
        {
            throw new StartUpException($"{failure.Message.TrimEnd('.')}. Stop what uses the address, or choose another with --urls http://127.0.0.1:5081.", failure);
        }

        string? token;
        try
        {
            token = await app.Services.GetRequiredService<FirstAdministrator>().NewLinkAsync();
        }
        catch (RefusedException failure)
        {
            throw new StartUpException($"The link for the first administrator cannot be kept. {failure.Message}", failure);
        }

        var address = app.Urls.Select(Reachable).FirstOrDefault() ?? "http://localhost";
        Console.WriteLine($"Tracker is at {string.Join(" and ", app.Urls.Select(Reachable))} (Ctrl+C stops it).");
        if (token is not null)
        {
            Console.WriteLine($"No account exists yet. Within 24 hours, create the first administrator's at {address}/account/join?token={token}");
        }

        app.Lifetime.ApplicationStopping.Register(() => Finish(app.Services));
        await app.WaitForShutdownAsync();
    }

    /// <summary>How long each part of stopping may take; together they end within ten seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Before connections are cut: nothing new is begun, what is typed is kept, what was begun is written.</summary>
    private static void Finish(IServiceProvider services)
    {
        var writer = services.GetRequiredService<OneWriter>();
        writer.Stop();
        try
        {
            services.GetRequiredService<OpenForms>().KeepAsync().Wait(Patience);
            writer.DrainAsync().Wait(Patience);
        }
        catch (AggregateException failure)
        {
            services.GetRequiredService<ILogger<OneWriter>>().LogWarning(failure, "Not all that was typed could be kept while stopping");
        }
    }

    /// <summary>Uses the keys that protect sign-ins once: without them the pages come up and nobody can sign in.</summary>
    /// <exception cref="StartUpException">They cannot be read or written; the message says where and what to do.</exception>
    public static void TryKeys(IServiceProvider services, DirectoryInfo folder)
    {
        try
        {
            services.GetRequiredService<IDataProtectionProvider>().CreateProtector("start").Protect([1]);
        }
        catch (Exception failure)
        {
            throw new StartUpException($"The keys that protect sign-ins in {folder.FullName} cannot be read or written ({failure.GetBaseException().Message.TrimEnd('.')}). Give the application write access to that folder; a damaged key file can be removed, which signs everybody out.", failure);
        }
    }

    /// <summary>Why the application cannot start, in one line; null for what is no failure of the start.</summary>
    public static string? Explains(Exception failure) => failure switch
    {
        HostAbortedException => null, // A tool that only wanted to see how the application is built.
        StartUpException => OneLine(failure.Message),
        _ => OneLine($"{failure.Message.TrimEnd('.')} ({failure.GetType().Name}). Check the settings and the command line."),
    };

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The address as a browser on this machine reaches it, where the listener takes every address.</summary>
    private static string Reachable(string url) =>
        url.Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://[::]", "://localhost", StringComparison.Ordinal)
            .Replace("://*", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal)
            .TrimEnd('/');

    /// <summary>Pages, and files that were not compressed when they were built, travel compressed.</summary>
    /// <remarks>
    /// Over TLS too: what a page holds against forged forms is another with each answer, and no other
    /// site's request brings the cookie along, so that nobody learns a secret from lengths.
    /// </remarks>
    public static void AddPageCompression(this IServiceCollection services) => services.AddResponseCompression(compression =>
    {
        compression.EnableForHttps = true;
        compression.Providers.Add<BrotliCompressionProvider>();
        compression.Providers.Add<GzipCompressionProvider>();
    });

    /// <summary>Who asks for a page that is not there gets one that says so.</summary>
    /// <remarks>A form sent to an address that is not there is answered as it is: asked again as a page, it would be refused for its missing token instead.</remarks>
    public static void UseNotFoundPage(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            if (!HttpMethods.IsGet(context.Request.Method) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }

            return next(context);
        });
    }

    /// <summary>A form that was shown to somebody else, or by another site, is refused in words before anything is done.</summary>
    public static void UseOwnFormsOnly(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } token)
        {
            var isUnread = token.Error?.InnerException is IOException or InvalidDataException;
            context.Response.StatusCode = isUnread ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(
                isUnread
                    ? "What was sent is too large to be read, or was cut off on its way. Nothing was done. Go back and send less: a smaller file, or only the words."
                    : "This form was opened before you signed in, or by somebody else. Nothing was done. Go back, load the page again and send it again.",
                context.RequestAborted);
            return;
        }

        await next(context);
    });

    /// <summary>Every answer says what a browser may do with it: nothing from, to or within another site.</summary>
    /// <remarks>MudBlazor sets styles from script, hence <c>unsafe-inline</c> for styles; scripts come from files alone.</remarks>
    public static void UseSafetyHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    });
}
