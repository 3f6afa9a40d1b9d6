#!/bin/bash
# One shard of an archive for each task of an array: sbatch slurm.sh ARCHIVE STORES SHARDS
#SBATCH --job-name=gongpyo
#SBATCH --array=1-64
#SBATCH --cpus-per-task=2
#SBATCH --mem=6G
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=%x-%A_%a.log
archive=${1:?the archive} stores=${2:?a folder for the stores} shards=${3:?how many shards there are}
shard=$SLURM_ARRAY_TASK_ID
gongpyo batch "$archive" -o "$stores/shard-$shard" --shard "$shard/$shards" --workers "$SLURM_CPUS_PER_TASK" --no-report -q
code=$?
if [ "$code" = 7 ]; then
    exit 0 # some documents could not be read; outcomes.csv names them
fi
if [ "$code" -gt 128 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 3 ]; then
    scontrol requeue "$SLURM_JOB_ID" # the run was killed, and goes on where it was
fi
exit "$code"
