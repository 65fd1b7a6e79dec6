using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Tracker.Application.Calendars;

namespace Tracker.Web;

/// <summary>Private addresses at which calendar programs read days: who knows one needs no cookie, and at any other there is nothing.</summary>
public static class Calendars
{
    /// <summary>The address of a calendar within the application.</summary>
    public static string PathOf(string token) => $"calendar/{token}.ics";

    public static void MapCalendars(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/calendar/{token}.ics", [HttpMethods.Get, HttpMethods.Head], ReadAsync).AllowAnonymous();

    private static async Task ReadAsync(HttpContext context, string token, FeedQuery feeds)
    {
        var (request, answer) = (context.Request, context.Response);

        // The address is the secret: it is kept by nobody on the way and told to no other site.
        answer.Headers.CacheControl = "private, no-cache";
        answer.Headers["Referrer-Policy"] = "no-referrer";
        answer.Headers["X-Robots-Tag"] = "noindex";
        var home = new Uri($"{request.Scheme}://{request.Host}{request.PathBase}");
        if (token.Length > 100 || await feeds.ReadAsync(token, home, context.RequestAborted) is not { } calendar)
        {
            answer.StatusCode = StatusCodes.Status404NotFound;
            answer.ContentType = "text/plain; charset=utf-8";
            await answer.WriteAsync("There is no calendar at this address.", context.RequestAborted);
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(calendar);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"");
        answer.GetTypedHeaders().ETag = tag;
        if (request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
        {
            answer.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        answer.ContentType = "text/calendar; charset=utf-8";
        answer.ContentLength = bytes.Length;
        answer.Headers.ContentDisposition = "inline; filename=tracker.ics";
        if (HttpMethods.IsGet(request.Method))
        {
            await answer.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
