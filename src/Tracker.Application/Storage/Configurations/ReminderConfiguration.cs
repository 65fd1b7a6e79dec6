using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tracker.Application.Calendars;
using Tracker.Application.People;
using Tracker.Application.Reminders;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Storage.Configurations;

/// <summary>What belongs to a person beside their drafts: reminders, mails, what they follow, calendars, hand-overs.</summary>
internal sealed class ReminderConfiguration :
    IEntityTypeConfiguration<Reminder>,
    IEntityTypeConfiguration<Mail>,
    IEntityTypeConfiguration<Follow>,
    IEntityTypeConfiguration<Feed>,
    IEntityTypeConfiguration<HandOver>
{
    public void Configure(EntityTypeBuilder<Reminder> reminder)
    {
        reminder.ToTable("Reminders");

        // Given once: the key is what it is about.
        reminder.HasKey(r => new { r.PersonId, r.Kind, r.SubjectId, r.On, r.Offset });
        reminder.Property(r => r.Kind).HasConversion<string>().HasMaxLength(12);
        reminder.Property(r => r.Title).HasMaxLength(400);
        reminder.Property(r => r.GivenAt).HasConversion(at => at, at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
        reminder.HasIndex(r => new { r.PersonId, r.GivenAt });
        reminder.HasIndex(r => r.PersonId, "IX_Reminders_Unread").HasFilter("\"ReadAt\" IS NULL");
        reminder.HasIndex(r => new { r.On, r.PersonId });
        reminder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        reminder.HasOne<Mail>().WithMany().HasForeignKey(r => r.MailId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<Mail> mail)
    {
        mail.ToTable("Mails");
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.Property(m => m.Subject).HasMaxLength(400);
        mail.Property(m => m.Content).HasJson();
        mail.Property(m => m.State).HasConversion<string>().HasMaxLength(8);
        mail.Property(m => m.WrittenAt).HasConversion(at => at, at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
        mail.Property(m => m.NextAt).HasConversion(at => at, at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
        mail.Property(m => m.Why).HasMaxLength(400);
        mail.HasIndex(m => new { m.State, m.NextAt });
        mail.HasIndex(m => m.WrittenAt);
        mail.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Follow> follow)
    {
        follow.ToTable("Follows");
        follow.HasKey(f => new { f.PersonId, f.ItemId });
        follow.Property(f => f.Since).HasConversion(at => at, at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
        follow.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId).OnDelete(DeleteBehavior.Restrict);
        follow.HasOne<Item>().WithMany().HasForeignKey(f => f.ItemId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Feed> feed)
    {
        feed.ToTable("Feeds");
        feed.Property(f => f.Id).ValueGeneratedNever();
        feed.Property(f => f.Of).HasConversion<string>().HasMaxLength(8);
        feed.Property(f => f.Subject).HasMaxLength(Codes.MaximumLength);
        feed.Property(f => f.TokenHash).HasMaxLength(64);
        feed.Property(f => f.MadeAt).HasConversion(at => at, at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
        feed.HasIndex(f => f.TokenHash).IsUnique();
        feed.HasIndex(f => new { f.PersonId, f.Of, f.Subject }).IsUnique();
        feed.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<HandOver> handOver)
    {
        handOver.ToTable("HandOvers");
        handOver.Property(h => h.Id).ValueGeneratedNever();
        handOver.Property(h => h.FromName).HasMaxLength(Accounts.MaximumName);
        handOver.Property(h => h.ToName).HasMaxLength(Accounts.MaximumName);
        handOver.Property(h => h.EndedByName).HasMaxLength(Accounts.MaximumName);
        handOver.Property(h => h.MadeAt).HasConversion(at => at, at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
        handOver.Property(h => h.EndedAt).HasConversion(at => at, at => at == null ? null : DateTime.SpecifyKind(at.Value, DateTimeKind.Utc));
        handOver.HasIndex(h => new { h.ToId, h.EndedAt });
        handOver.HasOne<Person>().WithMany().HasForeignKey(h => h.FromId).OnDelete(DeleteBehavior.Restrict);
        handOver.HasOne<Person>().WithMany().HasForeignKey(h => h.ToId).OnDelete(DeleteBehavior.Restrict);
        handOver.HasOne<Person>().WithMany().HasForeignKey(h => h.EndedById).OnDelete(DeleteBehavior.Restrict);
    }
}
