using Microsoft.Extensions.Configuration;
using Tracker.Application.Reminders;
using Tracker.Application.Storage;
using Tracker.Domain.Items;

namespace Tracker.Web.Tests;

public class SettingsRules
{
    [Fact]
    public void Without_settings_the_day_is_Jakartas_and_nothing_is_open()
    {
        var settings = Read();

        Assert.Equal("Asia/Jakarta", settings.Zone.Id);
        Assert.Equal(ReportingRules.Default, settings.Rules);
        Assert.Equal((false, false), (settings.PublicRead, settings.DemoPeople));
    }

    [Fact]
    public void Each_setting_is_read()
    {
        var settings = Read(("TimeZone", "Asia/Seoul"), ("ReportingCycleDays", "90"), ("DueWindowDays", "30"), ("PublicRead", "true"), ("DemoPeople", "True"));

        Assert.Equal("Asia/Seoul", settings.Zone.Id);
        Assert.Equal(new ReportingRules(90, 30), settings.Rules);
        Assert.Equal((true, true), (settings.PublicRead, settings.DemoPeople));
    }

    [Fact]
    public void A_change_of_rules_has_its_day_and_keeps_what_it_does_not_name()
    {
        var settings = Read(("ReportingCycleDays", "90"), ("RulesFrom:2027-06-01:DueWindowDays", "30"), ("RulesFrom:2026-01-01:ReportingCycleDays", "120"));

        Assert.Equal(new ReportingRules(90, 60), settings.Rules);
        Assert.Equal([new ReportingRules(120, 60), new ReportingRules(120, 30)], settings.LaterRules.Values);
        Assert.Contains("RulesFrom", Assert.Throws<StartUpException>(() => Read(("RulesFrom:next year:DueWindowDays", "30"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_the_time_zone_has_its_day()
    {
        var settings = Read(("TimeZone", "Asia/Jakarta"), ("RulesFrom:2027-06-01:TimeZone", "Asia/Seoul"), ("RulesFrom:2027-01-01:DueWindowDays", "30"));

        Assert.Equal("Asia/Jakarta", settings.Zone.Id);
        Assert.Equal((new DateOnly(2027, 6, 1), "Asia/Seoul"), (settings.LaterZones.Single().Key, settings.LaterZones.Single().Value.Id));
        Assert.Contains("RulesFrom:2027-06-01:TimeZone", Assert.Throws<StartUpException>(() => Read(("RulesFrom:2027-06-01:TimeZone", "Mars"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backups_are_made_each_night_unless_the_settings_say_otherwise()
    {
        Assert.Equal(new BackupRules(null, new(2, 0), 14), Read().Backups);
        Assert.Equal(new BackupRules("/srv/backups", new(23, 30), 30), Read(("Backups:Folder", "/srv/backups"), ("Backups:At", "23:30"), ("Backups:Keep", "30")).Backups);
        Assert.Null(Read(("Backups:At", "never")).Backups.At);
    }

    [Fact]
    public void Without_a_mail_server_none_is_sent_and_with_one_its_port_follows_its_security()
    {
        (string, string)[] server = [("Mail:Host", "smtp.example"), ("Mail:From", "Tracker <tracker@register.example>"), ("PublicAddress", "https://tracker.example/register")];

        Assert.Equal((false, null), (Read().Mail.IsSet, Read().Mail.PublicAddress));
        var mail = Read(server).Mail;
        Assert.Equal(("smtp.example", 587, MailSecurity.StartTls, new TimeOnly(7, 0)), (mail.Host, mail.Port, mail.Security, mail.At));
        Assert.Equal("https://tracker.example/register/items/AKIIC", mail.AddressOf("items/AKIIC"));
        Assert.Equal((465, "user", "secret"), (Read([.. server, ("Mail:Security", "tls"), ("Mail:User", "user"), ("Mail:Password", "secret")]).Mail is var tls ? (tls.Port, tls.User, tls.Password) : default));
        Assert.Equal((2525, new TimeOnly(6, 30)), Read([.. server, ("Mail:Security", "None"), ("Mail:Port", "2525"), ("Reminders:At", "06:30")]).Mail is var own ? (own.Port, own.At) : default);
        Assert.DoesNotContain("secret", tls.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("From", "Mail:Host", "smtp.example", "PublicAddress", "https://tracker.example")]
    [InlineData("PublicAddress", "Mail:Host", "smtp.example", "Mail:From", "tracker@register.example")]
    [InlineData("Password", "Mail:User", "user", "PublicAddress", "https://tracker.example")]
    [InlineData("User", "Mail:Password", "secret", "PublicAddress", "https://tracker.example")]
    public void A_setting_of_mails_that_needs_another_says_which(string missing, string name, string value, string also, string with)
    {
        var failure = Assert.Throws<StartUpException>(() => Read((name, value), (also, with)));

        Assert.Contains(missing, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_crosses_no_network_in_the_clear()
    {
        (string, string)[] open = [("Mail:Security", "None"), ("Mail:User", "user"), ("Mail:Password", "secret"), ("Mail:From", "tracker@register.example"), ("PublicAddress", "https://tracker.example")];

        Assert.Throws<StartUpException>(() => Read([.. open, ("Mail:Host", "smtp.example")]));
        Assert.Equal("user", Read([.. open, ("Mail:Host", "localhost")]).Mail.User);
    }

    [Theory]
    [InlineData("Mail:Security", "SSL3")]
    [InlineData("Mail:Security", "1")]
    [InlineData("Mail:Port", "99999")]
    [InlineData("Mail:From", "nobody")]
    [InlineData("PublicAddress", "tracker.example")]
    [InlineData("PublicAddress", "ftp://tracker.example")]
    [InlineData("PublicAddress", "https://tracker.example/?a=b")]
    [InlineData("Reminders:At", "early")]
    [InlineData("Backups:At", "at night")]
    [InlineData("Backups:At", "25:00")]
    [InlineData("Backups:Keep", "0")]
    [InlineData("Backups:Keep", "all")]
    [InlineData("TimeZone", "Mars/Olympus")]
    [InlineData("ReportingCycleDays", "0")]
    [InlineData("ReportingCycleDays", "a month")]
    [InlineData("DueWindowDays", "-1")]
    [InlineData("DueWindowDays", "100000")]
    [InlineData("PublicRead", "yes")]
    [InlineData("DemoPeople", "1")]
    public void What_cannot_be_read_is_named_with_its_value(string name, string value)
    {
        var failure = Assert.Throws<StartUpException>(() => Read((name, value)));

        Assert.Contains($"Tracker:{name}", failure.Message, StringComparison.Ordinal);
        Assert.Contains(value, failure.Message, StringComparison.Ordinal);
    }

    private static Settings Read(params (string Name, string Value)[] settings) =>
        Settings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Tracker:{s.Name}", (string?)s.Value)))
            .Build());
}
