using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tracker.Domain.Bodies;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Storage.Configurations;

internal sealed class ItemConfiguration :
    IEntityTypeConfiguration<Item>,
    IEntityTypeConfiguration<Entry>,
    IEntityTypeConfiguration<LedgerEntry>,
    IEntityTypeConfiguration<Meeting>,
    IEntityTypeConfiguration<ReportedFigure>
{
    /// <summary>The entries that say something of milestones, as their index knows them.</summary>
    public const string WithMilestones = "instr(\"Content\", '\"milestones\":[{') > 0";

    /// <summary>Those entries, said so that the index is used; a brace stands twice in what may hold parameters.</summary>
    public const string SelectWithMilestones = "SELECT * FROM \"Entries\" WHERE instr(\"Content\", '\"milestones\":[{{') > 0";

    public void Configure(EntityTypeBuilder<Item> item)
    {
        item.ToTable("Items");
        item.HasKey(i => i.Id);
        item.Property(i => i.Id).ValueGeneratedNever();
        item.Property(i => i.Code).HasMaxLength(Codes.MaximumLength);
        item.HasIndex(i => i.Code).IsUnique();
        item.HasIndex(i => i.IsReview).HasFilter("\"IsReview\"");
        item.Property(i => i.Kind).HasConversion<string>().HasMaxLength(16);
        item.Property(i => i.Form).HasConversion<string>().HasMaxLength(16);
        item.Ignore(i => i.Lifecycle);
        item.HasMany(i => i.Entries).WithOne().HasForeignKey(e => e.ItemId).OnDelete(DeleteBehavior.Restrict);
        item.Navigation(i => i.Entries).UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    public void Configure(EntityTypeBuilder<Entry> entry)
    {
        entry.ToTable("Entries");

        // Uniqueness and optimistic concurrency at once: of two rival saves one wins.
        entry.HasKey(e => new { e.ItemId, e.Sequence });
        entry.Property(e => e.Sequence).ValueGeneratedNever();
        entry.HasIndex(e => e.Position).IsUnique();
        entry.HasIndex(e => new { e.On, e.Position });
        entry.HasIndex(e => new { e.RecordedAt, e.Position });

        // What was edited between two days, and all that was withdrawn.
        entry.HasIndex(e => e.On, "IX_Entries_Revisions").HasFilter("\"Type\" = 'Revision'");
        entry.HasIndex(e => e.ItemId, "IX_Entries_Voids").HasFilter("\"Type\" = 'Void'");
        entry.HasIndex(e => e.ItemId, "IX_Entries_WithMilestones").HasFilter(WithMilestones);
        entry.Property(e => e.Type).HasConversion<string>().HasMaxLength(12);
        entry.Property(e => e.BySide).HasConversion<string>().HasMaxLength(16);
        entry.Property(e => e.RecordedAt).HasConversion(at => at, at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
        entry.Property(e => e.Content).HasJson();
        entry.Ignore(e => e.Update).Ignore(e => e.Revision).Ignore(e => e.Stage).Ignore(e => e.Evidence);
    }

    public void Configure(EntityTypeBuilder<LedgerEntry> entry)
    {
        entry.ToTable("LedgerEntries");
        entry.HasKey(e => new { e.FundId, e.Sequence });
        entry.Property(e => e.Sequence).ValueGeneratedNever();
        entry.Property(e => e.Type).HasConversion<string>().HasMaxLength(20);
        entry.Property(e => e.Currency).HasMaxLength(3);
        entry.Property(e => e.RecordedAt).HasConversion(at => at, at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
        entry.Property(e => e.OtherFund).HasMaxLength(Codes.MaximumLength);
        entry.Ignore(e => e.Other);
        entry.HasIndex(e => e.ItemServed);
        entry.HasIndex(e => new { e.OtherFund, e.OtherSequence }).HasFilter("\"OtherFund\" IS NOT NULL");

        // An entry is taken back once.
        entry.HasIndex(e => new { e.FundId, e.Reverses }).IsUnique().HasFilter("\"Reverses\" IS NOT NULL");
        entry.HasOne<Item>().WithMany().HasForeignKey(e => e.FundId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Meeting> meeting)
    {
        meeting.ToTable("Meetings");
        meeting.Property(m => m.Id).ValueGeneratedNever();
        meeting.Property(m => m.Status).HasConversion<string>().HasMaxLength(12);
        meeting.Property(m => m.Chairs).HasJson();
        meeting.Property(m => m.FollowUps).HasJson();
        meeting.Property(m => m.Changes).HasJson();
        meeting.Property(m => m.RecordedAt).HasConversion(at => at, at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
        meeting.Property(m => m.Version).IsConcurrencyToken();
        meeting.Ignore(m => m.Report);
        meeting.HasIndex(m => new { m.MechanismId, m.Status, m.On });
        meeting.HasIndex(m => m.On);
        meeting.HasOne<Item>().WithMany().HasForeignKey(m => m.MechanismId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ReportedFigure> figure)
    {
        figure.ToTable("ReportedFigures");
        figure.Property(f => f.Id).ValueGeneratedNever();
        figure.HasIndex(f => f.ItemId);
        figure.HasOne<Item>().WithMany().HasForeignKey(f => f.ItemId).OnDelete(DeleteBehavior.Restrict);
    }
}
