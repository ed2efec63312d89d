//! The pipelines that draw a crowd: what the chip is told once.

use eframe::wgpu;

/// Places a row of the texture that holds where nodes are; the shader knows it too.
pub(super) const COLUMNS: u32 = 2048;

/// The pipelines that draw a crowd.
pub(super) struct Pipelines {
    pub(super) straight: wgpu::RenderPipeline,
    pub(super) bent: wgpu::RenderPipeline,
    pub(super) heads: wgpu::RenderPipeline,
    pub(super) dots: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
}

impl Pipelines {
    /// Pipelines that draw on targets of this format.
    pub(super) fn new(device: &wgpu::Device, format: wgpu::TextureFormat) -> Self {
        let module = device.create_shader_module(wgpu::include_wgsl!("chip.wgsl"));
        let layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("crowd"),
            entries: &[
                wgpu::BindGroupLayoutEntry {
                    binding: 0,
                    visibility: wgpu::ShaderStages::VERTEX_FRAGMENT,
                    ty: wgpu::BindingType::Buffer {
                        ty: wgpu::BufferBindingType::Uniform,
                        has_dynamic_offset: false,
                        min_binding_size: None,
                    },
                    count: None,
                },
                wgpu::BindGroupLayoutEntry {
                    binding: 1,
                    visibility: wgpu::ShaderStages::VERTEX,
                    ty: wgpu::BindingType::Texture {
                        sample_type: wgpu::TextureSampleType::Float { filterable: false },
                        view_dimension: wgpu::TextureViewDimension::D2,
                        multisampled: false,
                    },
                    count: None,
                },
            ],
        });
        let pipeline_layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: Some("crowd"),
            bind_group_layouts: &[Some(&layout)],
            immediate_size: 0,
        });
        let make = |(vertex, fragment): (&str, &str), stride: u64, attributes: &[wgpu::VertexAttribute]| {
            device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
                label: Some(vertex),
                layout: Some(&pipeline_layout),
                vertex: wgpu::VertexState {
                    module: &module,
                    entry_point: Some(vertex),
                    buffers: &[Some(wgpu::VertexBufferLayout {
                        array_stride: stride,
                        step_mode: wgpu::VertexStepMode::Instance,
                        attributes,
                    })],
                    compilation_options: wgpu::PipelineCompilationOptions::default(),
                },
                primitive: wgpu::PrimitiveState {
                    topology: wgpu::PrimitiveTopology::TriangleStrip,
                    ..wgpu::PrimitiveState::default()
                },
                depth_stencil: None,
                multisample: wgpu::MultisampleState::default(),
                fragment: Some(wgpu::FragmentState {
                    module: &module,
                    entry_point: Some(fragment),
                    targets: &[Some(wgpu::ColorTargetState {
                        format,
                        blend: Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING),
                        write_mask: wgpu::ColorWrites::ALL,
                    })],
                    compilation_options: wgpu::PipelineCompilationOptions::default(),
                }),
                multiview_mask: None,
                cache: None,
            })
        };
        let dot = wgpu::vertex_attr_array![0 => Uint32, 1 => Unorm8x4, 2 => Unorm8x4];
        let strand =
            wgpu::vertex_attr_array![0 => Uint32x2, 1 => Float32x2, 2 => Float32x2, 3 => Unorm8x4, 4 => Uint32];
        Self {
            straight: make(("strand_vertex", "strand_fragment"), 32, &strand),
            bent: make(("bent_vertex", "strand_fragment"), 32, &strand),
            heads: make(("head_vertex", "head_fragment"), 32, &strand),
            dots: make(("dot_vertex", "dot_fragment"), 12, &dot),
            layout,
        }
    }

    /// What the shader reads besides its instances.
    pub(super) fn group(
        &self,
        device: &wgpu::Device,
        sight: &wgpu::Buffer,
        places: &wgpu::TextureView,
    ) -> wgpu::BindGroup {
        device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("crowd"),
            layout: &self.layout,
            entries: &[
                wgpu::BindGroupEntry { binding: 0, resource: sight.as_entire_binding() },
                wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::TextureView(places) },
            ],
        })
    }
}
