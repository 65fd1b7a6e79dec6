using System.Globalization;
using System.Net;
using System.Net.Mail;
using Tracker.Application.Reminders;
using Tracker.Application.Storage;
using Tracker.Domain.Items;

namespace Tracker.Web;

/// <summary>The installation's settings, <c>Tracker:…</c>, read once at start.</summary>
/// <param name="Zone">The organisation's time zone from the beginning; "today" is the day there.</param>
/// <param name="LaterZones">The zones that took its place, by the day from which they are in force.</param>
/// <param name="Rules">The rules in force from the beginning.</param>
/// <param name="HealthNetworks">Networks that are told how the installation is, beside this machine.</param>
/// <param name="LeastFreeMegabytes">Room on the disk of the database below which the installation is not ready.</param>
/// <param name="LaterRules">The rules that took their place, by the day from which they are in force.</param>
public sealed record Settings(
    string Partnership, TimeZoneInfo Zone, ReportingRules Rules, IReadOnlyDictionary<DateOnly, ReportingRules> LaterRules, bool PublicRead, bool DemoPeople,
    BackupRules Backups, IReadOnlyList<IPNetwork> HealthNetworks, int LeastFreeMegabytes, IReadOnlyDictionary<DateOnly, TimeZoneInfo> LaterZones)
{
    private const int MostDays = 3660;

    /// <summary>How reminders are sent, and where people reach the installation.</summary>
    public MailSettings Mail { get; init; } = MailSettings.None;

    /// <exception cref="StartUpException">A setting cannot be read; the message names it.</exception>
    public static Settings Read(IConfiguration configuration)
    {
        var tracker = configuration.GetSection("Tracker");
        var rules = RulesOf(tracker, ReportingRules.Default);
        var changes = ChangesOf(tracker.GetSection("RulesFrom"));
        return new(
            tracker["Partnership"] is { Length: > 0 } name ? name : "Tracker",
            ZoneOf("Tracker:TimeZone", tracker["TimeZone"] ?? "Asia/Jakarta"),
            rules,
            LaterRulesOf(changes, rules),
            FlagOf(tracker, "PublicRead"),
            FlagOf(tracker, "DemoPeople"),
            BackupsOf(tracker.GetSection("Backups")),
            [.. tracker.GetSection("HealthNetworks").GetChildren().Select(NetworkOf)],
            tracker["LeastFreeMegabytes"] switch
            {
                null or "" => 200,
                var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes) => megabytes,
                var text => throw new StartUpException($"Tracker:LeastFreeMegabytes is “{text}”. Set it to a number of megabytes, such as 200."),
            },
            changes.Where(c => c.Value["TimeZone"] is { Length: > 0 }).ToDictionary(c => c.Key, c => ZoneOf($"{c.Value.Path}:TimeZone", c.Value["TimeZone"]!)))
        {
            Mail = MailOf(tracker),
        };
    }

    private static MailSettings MailOf(IConfigurationSection tracker)
    {
        var mail = tracker.GetSection("Mail");
        var host = mail["Host"] is { Length: > 0 } name ? name : null;
        var security = mail["Security"] switch
        {
            null or "" => MailSecurity.StartTls,
            var text when Enum.TryParse<MailSecurity>(text, ignoreCase: true, out var choice) && Enum.IsDefined(choice) && !char.IsAsciiDigit(text[0]) => choice,
            var text => throw new StartUpException($"{mail.Path}:Security is “{text}”. Set it to StartTls, Tls or None."),
        };
        var port = mail["Port"] switch
        {
            null or "" => security switch { MailSecurity.Tls => 465, MailSecurity.StartTls => 587, _ => 25 },
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535 => number,
            var text => throw new StartUpException($"{mail.Path}:Port is “{text}”. Set it to a port from 1 to 65535."),
        };
        var user = mail["User"] is { Length: > 0 } account ? account : null;
        var password = mail["Password"] is { Length: > 0 } secret ? secret : null;
        if ((user is null) != (password is null))
        {
            throw new StartUpException($"{mail.Path}:User and {mail.Path}:Password belong together. Set both, or neither where the mail server asks for none.");
        }

        if (user is not null && security == MailSecurity.None && host is not ("localhost" or "127.0.0.1" or "::1"))
        {
            throw new StartUpException($"{mail.Path}:Security is “None”, so the password would cross the network in the clear. Set it to StartTls or Tls.");
        }

        var from = mail["From"] switch
        {
            null or "" => null,
            var text when MailAddress.TryCreate(text, out _) && !text.Any(char.IsControl) => text,
            var text => throw new StartUpException($"{mail.Path}:From is “{text}”. Set it to an address such as tracker@ministry.example."),
        };
        var address = tracker["PublicAddress"] switch
        {
            null or "" => null,
            var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { Query: "", Fragment: "", UserInfo: "" } => uri,
            var text => throw new StartUpException($"Tracker:PublicAddress is “{text}”. Set it to the address in people’s browsers, such as https://tracker.ministry.example."),
        };
        if (host is not null && from is null)
        {
            throw new StartUpException($"{mail.Path}:Host is set and {mail.Path}:From is not. Set it to the address that mails come from.");
        }

        if (host is not null && address is null)
        {
            throw new StartUpException($"{mail.Path}:Host is set and Tracker:PublicAddress is not. Set it to the address in people’s browsers, which mails link to.");
        }

        var reminders = tracker.GetSection("Reminders");
        return new(host, port, security, user, password, from, address, reminders["At"] switch
        {
            null or "" => MailSettings.None.At,
            var text when TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) => at,
            var text => throw new StartUpException($"{reminders.Path}:At is “{text}”. Set it to a time of the day such as 07:00."),
        });
    }

    private static BackupRules BackupsOf(IConfigurationSection backups) => new(
        backups["Folder"] is { Length: > 0 } folder ? folder : BackupRules.Default.Folder,
        backups["At"] switch
        {
            null or "" => BackupRules.Default.At,
            "never" => null,
            var text when TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) => at,
            var text => throw new StartUpException($"{backups.Path}:At is “{text}”. Set it to a time of the day such as 02:00, or to never."),
        },
        backups["Keep"] switch
        {
            null or "" => BackupRules.Default.Keep,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var keep) && keep is >= 1 and <= MostDays => keep,
            var text => throw new StartUpException($"{backups.Path}:Keep is “{text}”. Set it to a number of backups from 1 to {MostDays}."),
        });

    private static IPNetwork NetworkOf(IConfigurationSection section) =>
        IPNetwork.TryParse(section.Value, out var network)
            ? network
            : throw new StartUpException($"{section.Path} is “{section.Value}”. Set it to a network such as 10.0.0.0/8.");

    private static TimeZoneInfo ZoneOf(string setting, string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new StartUpException($"{setting} is “{name}”, which is no time zone known here. Set it to a name such as Asia/Jakarta or Asia/Seoul.");

    private static ReportingRules RulesOf(IConfigurationSection section, ReportingRules before) => new(
        DaysOf(section, "ReportingCycleDays", before.ReportingCycle),
        DaysOf(section, "DueWindowDays", before.DueWindow));

    private static SortedDictionary<DateOnly, IConfigurationSection> ChangesOf(IConfigurationSection changes)
    {
        SortedDictionary<DateOnly, IConfigurationSection> byDay = [];
        foreach (var change in changes.GetChildren())
        {
            byDay[DateOnly.TryParseExact(change.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : throw new StartUpException($"{change.Path} names no day. Write it as Tracker:RulesFrom:2027-01-01:ReportingCycleDays.")] = change;
        }

        return byDay;
    }

    /// <summary>What a change does not name stays as it was before it.</summary>
    private static SortedDictionary<DateOnly, ReportingRules> LaterRulesOf(SortedDictionary<DateOnly, IConfigurationSection> changes, ReportingRules rules)
    {
        SortedDictionary<DateOnly, ReportingRules> later = [];
        foreach (var (day, change) in changes)
        {
            later[day] = rules = RulesOf(change, rules);
        }

        return later;
    }

    private static int DaysOf(IConfigurationSection section, string key, int otherwise) => section[key] switch
    {
        null or "" => otherwise,
        var text when int.TryParse(text, out var days) && days is >= 1 and <= MostDays => days,
        var text => throw new StartUpException($"{section.Path}:{key} is “{text}”. Set it to a number of days from 1 to {MostDays}."),
    };

    private static bool FlagOf(IConfiguration tracker, string key) => tracker[key] switch
    {
        null or "" => false,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw new StartUpException($"Tracker:{key} is “{text}”. Set it to true or false."),
    };
}
