using Microsoft.Extensions.Caching.Memory;
using Tracker.Application.Packs;
using Tracker.Application.People;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;
using Tracker.Web.Components.Account;

namespace Tracker.Web.Pages.Papers;

/// <summary>Papers that were made and not frozen yet, for whoever made them: half an hour, and not more than fit into 200 MB.</summary>
public sealed class PreparedPacks : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = 200_000_000 });

    /// <returns>By what they are found again; nobody guesses it.</returns>
    public string Keep(PreparedPack pack, Guid personId)
    {
        var token = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        _kept.Set(token, (pack, personId), new MemoryCacheEntryOptions { Size = pack.Files.Values.Sum(f => f.Length), AbsoluteExpirationRelativeToNow = Patience });
        return token;
    }

    /// <summary>Null where they are gone, or somebody else made them.</summary>
    public PreparedPack? Find(string token, Guid personId) =>
        _kept.TryGetValue(token, out (PreparedPack Pack, Guid By) found) && found.By == personId ? found.Pack : null;

    public void Forget(string? token)
    {
        if (token is not null)
        {
            _kept.Remove(token);
        }
    }

    public void Dispose() => _kept.Dispose();
}

/// <summary>Where the files of papers are downloaded, and the way to the papers of the last meeting.</summary>
public static class PapersEndpoints
{
    public static void MapPapers(this WebApplication app)
    {
        app.MapGet("/mechanisms/{code}/papers/last", (string code, HttpContext http, PackQuery packs, CancellationToken ct) => ToLastAsync(code, PapersAddress.Of, http, packs, ct));
        app.MapGet("/mechanisms/{code}/papers/last/lines", (string code, HttpContext http, PackQuery packs, CancellationToken ct) => ToLastAsync(code, (mechanism, meeting) => PapersAddress.OfLines(mechanism, meeting), http, packs, ct));

        app.MapGet("/papers/{pack:guid}/{extension}", async (Guid pack, string extension, HttpContext http, PackQuery packs, PeopleQuery people, CancellationToken ct) =>
        {
            var side = await SideAsync(http, people, ct);
            if (FormOf(extension) is not { } form || await packs.FileAsync(pack, form, side, ct) is not { } found)
            {
                return Results.NotFound();
            }

            http.Response.Headers.CacheControl = "private, no-cache";
            return Results.File(
                found.File.Bytes, FreezePack.FileOf(form).ContentType, NameOf(found.Pack.Request, form), entityTag: new($"\"{found.File.Hash}\""));
        });

        app.MapGet("/papers/made/{token}/{extension}", (string token, string extension, HttpContext http, PreparedPacks prepared) =>
        {
            if (FormOf(extension) is not { } form || http.User.PersonId() is not { } person || prepared.Find(token, person) is not { } made)
            {
                return Results.NotFound();
            }

            http.Response.Headers.CacheControl = "private, no-store";
            return Results.File(made.Files[form], FreezePack.FileOf(form).ContentType, NameOf(made.Request, form));
        });
    }

    private static async Task<IResult> ToLastAsync(string code, Func<string, Guid, string> address, HttpContext http, PackQuery packs, CancellationToken ct) =>
        Codes.IsCode(code) && await packs.LastAsync(code, ct) is { } meeting
            ? Results.LocalRedirect($"~/{address(code, meeting)}{http.Request.QueryString}")
            : Results.NotFound();

    /// <summary>The person's side as storage has it now; null for somebody not signed in.</summary>
    private static async Task<Side?> SideAsync(HttpContext http, PeopleQuery people, CancellationToken ct) =>
        http.User.PersonId() is { } id ? (await people.WhoIsAsync(id, ct)).Side : null;

    private static PackForm? FormOf(string extension) =>
        Enum.GetValues<PackForm>().Where(f => FreezePack.FileOf(f).Extension == extension).Select(f => (PackForm?)f).FirstOrDefault();

    private static string NameOf(PackRequest request, PackForm form) =>
        $"{request.Mechanism}-papers-{request.AsOf:yyyy-MM-dd}.{FreezePack.FileOf(form).Extension}";
}
