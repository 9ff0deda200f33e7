import { useRef } from 'react';
import type { Point } from '../../../../shared/contract/venues.ts';
import { Corners, Facing, Sizers } from './MapHandles.tsx';
import { boxOf } from './mapDraft.ts';
import classes from './mapEditor.module.css';
import { type StageProps, useMapDrag } from './useMapDrag.ts';

export type Background = { url: string; opacity: number };

type Props = StageProps & {
  corner: number | null;
  background: Background | null;
  zoom: number;
  onFinishDrawing: () => void;
};

/** The map while it is drawn. The keys are those of the editor around it, but for corners, which have the focus themselves. */
export function MapStage(props: Props) {
  const { draft, selected, drawing, canEdit, background, zoom } = props;
  const svg = useRef<SVGSVGElement>(null);
  const drag = useMapDrag(svg, props);
  const { width, height, floor, shapes } = draft.drawing;
  const only = selected.size === 1 ? shapes.find(({ sectionName }) => selected.has(sectionName)) : undefined;
  const box = selected.size > 0 ? boxOf(draft, selected) : null;
  const hasHandles = canEdit && drawing === null;
  const handle = 5 / zoom;
  return (
    <div className={classes.scroll}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: pointers only; the keys are those of what is around it */}
      <svg
        ref={svg}
        role="presentation"
        className={classes.stage}
        style={{ width: `${zoom * 100}%`, aspectRatio: `${width} / ${height}` }}
        viewBox={`0 0 ${width} ${height}`}
        data-drawing={drawing !== null}
        onPointerDown={drag.onStageDown}
        onPointerMove={drag.onMove}
        onPointerUp={drag.onUp}
        onDoubleClick={() => drawing !== null && props.onFinishDrawing()}
      >
        <Ground width={width} height={height} background={background} />
        {floor !== null && <polygon className={classes.floor} points={textOf(floor)} />}
        {shapes.map(({ sectionName, points, label: [x, y] }) => (
          <g key={sectionName} className={classes.shape} data-selected={selected.has(sectionName)}>
            <polygon points={textOf(points)} onPointerDown={(event) => drag.onShapeDown(event, sectionName)} />
            <text x={x} y={y}>
              {sectionName}
            </text>
          </g>
        ))}
        {only !== undefined && <Facing drawing={draft.drawing} shape={only} />}
        {hasHandles && box !== null && <Sizers box={box} handle={handle} drag={drag} />}
        {hasHandles && only !== undefined && <Corners {...props} shape={only} handle={handle} drag={drag} />}
        {drag.chosen !== null && (
          <rect
            className={classes.chooser}
            x={drag.chosen.left}
            y={drag.chosen.top}
            width={drag.chosen.right - drag.chosen.left}
            height={drag.chosen.bottom - drag.chosen.top}
          />
        )}
        {drawing !== null && (
          <polyline
            className={classes.pen}
            points={textOf(drag.pointer === null ? drawing : [...drawing, drag.pointer])}
          />
        )}
      </svg>
    </div>
  );
}

type GroundProps = { width: number; height: number; background: Background | null };

function Ground({ width, height, background }: GroundProps) {
  return (
    <>
      <defs>
        <pattern id="map-grid" width="25" height="25" patternUnits="userSpaceOnUse">
          <path d="M25 0H0V25" className={classes.grid} />
        </pattern>
      </defs>
      <rect width={width} height={height} fill="url(#map-grid)" />
      {background !== null && (
        <image href={background.url} width={width} height={height} opacity={background.opacity} pointerEvents="none" />
      )}
    </>
  );
}

function textOf(points: readonly Point[]): string {
  return points.map((point) => point.join(',')).join(' ');
}
