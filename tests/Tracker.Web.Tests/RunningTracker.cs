using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Tracker.Web.Tests;

/// <summary>The real application on a free port with a database of its own; as a demonstration, unless told otherwise.</summary>
public sealed partial class RunningTracker : WebApplicationFactory<Program>
{
    /// <summary>A setting of tests: the address from which every request seems to come.</summary>
    public const string Seen = "Test:Seen";

    private readonly string _folder = Directory.CreateTempSubdirectory("tracker-web-").FullName;
    private readonly string _environment;
    private readonly (string Name, string Value)[] _settings;
    private readonly TimeProvider? _clock;

    public RunningTracker(string environment = "Development", IPAddress? listensOn = null, params (string Name, string Value)[] settings)
        : this(null, environment, listensOn, settings)
    {
    }

    /// <param name="clock">Null for the system's.</param>
    public RunningTracker(TimeProvider? clock, string environment = "Development", IPAddress? listensOn = null, params (string Name, string Value)[] settings)
    {
        (_environment, _settings, _clock) = (environment, settings, clock);
        UseKestrel(options => options.Listen(listensOn ?? IPAddress.Loopback, 0));
        StartServer();
    }

    /// <summary>Where this machine reaches it.</summary>
    public Uri Address => new($"http://127.0.0.1:{ClientOptions.BaseAddress.Port}");

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A browser with cookies of its own, which follows no redirect by itself.</summary>
    public HttpClient Visitor() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = Address };

    /// <summary>What a page holds against forged forms, as the visitor's own browser would send it.</summary>
    public static async Task<string> TokenAsync(HttpClient visitor, string page = "/account/sign-in") =>
        Token().Match(await visitor.GetStringAsync(page)).Groups[1].Value;

    public static Task<HttpResponseMessage> PostAsync(HttpClient visitor, string address, string token, params (string Name, string Value)[] fields) =>
        visitor.PostAsync(address, new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))));

    /// <summary>A visitor signed in as one of the people of the demonstration.</summary>
    public async Task<HttpClient> DemoAsync(string key)
    {
        var visitor = Visitor();
        var answer = await PostAsync(visitor, $"/account/demo/{key}", await TokenAsync(visitor));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return visitor;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        builder.UseSetting("ConnectionStrings:Tracker", $"Data Source={Path.Combine(_folder, "tracker.db")};Pooling=false");
        builder.UseSetting("Tracker:DemoPeople", "true");
        builder.UseSetting("Tracker:PublicRead", "true");
        foreach (var (name, value) in _settings)
        {
            builder.UseSetting(name, value);
        }

        if (_clock is not null)
        {
            builder.ConfigureServices(services => services.AddSingleton(_clock));
        }

        if (_settings.FirstOrDefault(s => s.Name == Seen).Value is { } seen)
        {
            builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(new SeenFrom(IPAddress.Parse(seen))));
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private sealed class SeenFrom(IPAddress address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, further) =>
            {
                context.Connection.RemoteIpAddress = address;
                return further(context);
            });
            next(app);
        };
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
