using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tracker.Application.Packs;
using Tracker.Domain.Items;

namespace Tracker.Application.Storage.Configurations;

internal sealed class PackConfiguration : IEntityTypeConfiguration<LineToTake>, IEntityTypeConfiguration<FrozenPack>, IEntityTypeConfiguration<FrozenFile>
{
    public void Configure(EntityTypeBuilder<LineToTake> line)
    {
        line.ToTable("LinesToTake");
        line.Property(l => l.Id).ValueGeneratedNever();
        line.Property(l => l.Side).HasConversion<string>().HasMaxLength(16);
        line.Property(l => l.Text).HasMaxLength(LineToTake.MaximumLength);
        line.Property(l => l.WrittenAt).HasConversion(at => at, at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
        line.HasIndex(l => new { l.MeetingId, l.Side, l.ItemId });
        line.HasOne<Meeting>().WithMany().HasForeignKey(l => l.MeetingId).OnDelete(DeleteBehavior.Restrict);
        line.HasOne<Item>().WithMany().HasForeignKey(l => l.ItemId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<FrozenPack> pack)
    {
        pack.ToTable("FrozenPacks");
        pack.Property(p => p.Id).ValueGeneratedNever();
        pack.Property(p => p.Request).HasJson();
        pack.Property(p => p.LinesOf).HasConversion<string>().HasMaxLength(16);
        pack.Property(p => p.ContentHash).HasMaxLength(64);
        pack.Property(p => p.Version).HasMaxLength(40);
        pack.Property(p => p.KnownAt).HasConversion(at => at, at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
        pack.Property(p => p.FrozenAt).HasConversion(at => at, at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
        pack.HasIndex(p => p.MeetingId);
        pack.HasOne<Meeting>().WithMany().HasForeignKey(p => p.MeetingId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<FrozenFile> file)
    {
        file.ToTable("FrozenFiles");
        file.HasKey(f => new { f.PackId, f.Form });
        file.Property(f => f.Form).HasConversion<string>().HasMaxLength(8);
        file.Property(f => f.Hash).HasMaxLength(64);
        file.HasOne<FrozenPack>().WithMany().HasForeignKey(f => f.PackId).OnDelete(DeleteBehavior.Restrict);
    }
}
