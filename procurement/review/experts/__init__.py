"""The portal's own pool of experts: who applied, who was admitted until when, what they declare."""
